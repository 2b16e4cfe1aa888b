package com.nextgen.ml.service.access.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The SHA-256 of a token, as files keep it. There is no salt and no slow function: a token has at
 * least 128 bits of its own, by {@link TokenRule}, and cannot be found by trying.
 */
public final class TokenHash {
  private static final int BYTES = 32;

  private final byte[] bytes;

  private TokenHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns what makes hashes; not for several threads at once. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Returns the hash of a token. */
  public static TokenHash of(String token, MessageDigest sha256) {
    return new TokenHash(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The hash that is spelled so.
   *
   * @throws IllegalArgumentException if it is not 64 hexadecimal digits
   */
  static TokenHash parse(String hex) {
    if (hex.length() != 2 * BYTES) {
      throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits");
    }
    try {
      return new TokenHash(HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a SHA-256 has hexadecimal digits only", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    // In time that does not depend on where they differ.
    return other instanceof TokenHash hash && MessageDigest.isEqual(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
