package com.nextgen.ml.service.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** What a server answers to bytes that no client library would send, on one connection. */
final class RawExchange {
  private static final int PATIENCE_MILLIS = 20_000;

  private RawExchange() {}

  /** Everything that comes back until the server closes. */
  static String untilClosed(int port, String sent) throws IOException {
    try (Socket socket = open(port)) {
      socket.getOutputStream().write(sent.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  /** The first answer, whose length is told, with its body; the server may keep the connection. */
  static String first(int port, String sent) throws IOException {
    try (Socket socket = open(port)) {
      socket.getOutputStream().write(sent.getBytes(ISO_8859_1));
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int read = in.read();
        if (read < 0) {
          return head.toString();
        }
        head.append((char) read);
      }
      String length =
          head.toString().toLowerCase(java.util.Locale.ROOT).split("content-length: ")[1];
      int bytes = Integer.parseInt(length.substring(0, length.indexOf('\r')));
      return head + new String(in.readNBytes(bytes), ISO_8859_1);
    }
  }

  private static Socket open(int port) throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }
}
