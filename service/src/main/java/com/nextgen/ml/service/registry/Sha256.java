package com.nextgen.ml.service.registry;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** By what a model file is known. */
public final class Sha256 {
  private Sha256() {}

  /** Returns the SHA-256 of a model file in hexadecimal digits; empty if there is no file. */
  public static String of(byte @Nullable [] onnx) {
    if (onnx == null) {
      return "";
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(onnx));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
