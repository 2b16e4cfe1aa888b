package com.nextgen.ml.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.StringJoiner;

/**
 * The requests that clients send: one row of the model {@code twenty-features} each, by the Open
 * Inference Protocol. The rows differ, or branch predictors would learn them by heart.
 */
final class Requests {
  static final String MODEL = "twenty-features";
  static final String INPUT = "features";
  static final String PATH = "/v2/models/" + MODEL + "/infer";
  static final int FEATURES = 20;
  private static final String ID_FIELD = "{\"id\":\"";
  private static final int ID_DIGITS = 12;

  private Requests() {}

  /** Whole HTTP requests, headers and body; the same for the same arguments. */
  static byte[][] make(int count, long seed) {
    Random random = new Random(seed);
    byte[][] requests = new byte[count][];
    for (int i = 0; i < count; i++) {
      String body = body("0".repeat(ID_DIGITS), random);
      String head =
          "POST "
              + PATH
              + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Accept: application/json\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n";
      requests[i] = (head + body).getBytes(US_ASCII);
    }
    return requests;
  }

  /**
   * Gives a request an id of its own: the service does not count one that is repeated.
   *
   * @param idAt see {@link #idAt}
   */
  static void stamp(ByteBuffer request, int idAt, long id) {
    long left = id;
    for (int digit = ID_DIGITS - 1; digit >= 0; digit--) {
      request.put(idAt + digit, (byte) ('0' + left % 10));
      left /= 10;
    }
  }

  /** Where the digits of a request's id begin. */
  static int idAt(byte[] request) {
    return new String(request, US_ASCII).indexOf(ID_FIELD) + ID_FIELD.length();
  }

  private static String body(String id, Random random) {
    StringJoiner values = new StringJoiner(",");
    for (int feature = 0; feature < FEATURES; feature++) {
      values.add(Float.toString((float) value(feature, random)));
    }
    return ID_FIELD
        + id
        + "\",\"inputs\":[{\"name\":\""
        + INPUT
        + "\",\"shape\":[1,"
        + FEATURES
        + "],\"datatype\":\"FP32\",\"data\":["
        + values
        + "]}]}";
  }

  /** The distributions that the model was trained on: see benchmarks/models/train.py. */
  private static double value(int feature, Random random) {
    double normal = random.nextGaussian();
    return switch (feature % 4) {
      case 0 -> normal;
      case 1 -> Math.exp(normal);
      case 2 -> random.nextDouble();
      default -> normal * normal / 2;
    };
  }
}
