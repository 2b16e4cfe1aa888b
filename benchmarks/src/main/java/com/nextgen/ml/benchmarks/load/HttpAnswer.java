package com.nextgen.ml.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;

/** As much of an HTTP/1.1 answer as the client needs to know where it ends. */
final class HttpAnswer {
  private static final byte[] OK = "HTTP/1.1 200 ".getBytes(US_ASCII);
  private static final byte[] LENGTH = "content-length:".getBytes(US_ASCII);

  private HttpAnswer() {}

  /**
   * Whether head and body have arrived.
   *
   * @throws IOException if the answer is not 200 or has no {@code Content-Length}
   */
  static boolean isComplete(byte[] bytes, int end) throws IOException {
    int body = bodyStart(bytes, end);
    if (body < 0) {
      return false;
    }
    if (!startsWith(bytes, 0, OK)) {
      throw new IOException("an answer is not 200: " + new String(bytes, 0, end, US_ASCII));
    }
    return end - body >= contentLength(bytes, body);
  }

  /** Where the body starts; -1 if the head is not complete. */
  static int bodyStart(byte[] bytes, int end) {
    for (int i = 3; i < end; i++) {
      if (bytes[i] == '\n' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private static int contentLength(byte[] bytes, int body) throws IOException {
    for (int i = OK.length; i < body; i++) {
      if (bytes[i - 1] == '\n' && startsWith(bytes, i, LENGTH)) {
        return number(bytes, i + LENGTH.length);
      }
    }
    throw new IOException("an answer has no Content-Length");
  }

  private static int number(byte[] bytes, int from) {
    int i = from;
    while (bytes[i] == ' ') {
      i++;
    }
    int number = 0;
    for (; bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      number = 10 * number + bytes[i] - '0';
    }
    return number;
  }

  /** Letters in {@code expected} that are small stand for both cases. */
  private static boolean startsWith(byte[] bytes, int from, byte[] expected) {
    for (int i = 0; i < expected.length; i++) {
      byte b = bytes[from + i];
      boolean capital = b >= 'A' && b <= 'Z' && expected[i] == b + ('a' - 'A');
      if (b != expected[i] && !capital) {
        return false;
      }
    }
    return true;
  }
}
