package com.nextgen.ml.service.feedback.outcome;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The scores of all classes of a row as bytes, for the log: a float a class in class order, its
 * highest byte first. Models give floats, so mostly nothing is lost.
 */
public final class ClassScores {
  private ClassScores() {}

  /**
   * Returns the bytes of a row's scores.
   *
   * @param from where in {@code scores} the row's begin
   */
  public static byte[] write(double[] scores, int from, int classes) {
    ByteBuffer bytes = ByteBuffer.allocate(classes * Float.BYTES);
    for (int i = 0; i < classes; i++) {
      bytes.putFloat((float) scores[from + i]);
    }
    return bytes.array();
  }

  /** Returns the scores; null if there are none, or not one for each class. */
  public static double @Nullable [] read(byte @Nullable [] bytes, int classes) {
    if (bytes == null || bytes.length != classes * Float.BYTES) {
      return null;
    }
    ByteBuffer floats = ByteBuffer.wrap(bytes);
    double[] scores = new double[classes];
    for (int i = 0; i < classes; i++) {
      scores[i] = floats.getFloat();
    }
    return scores;
  }
}
