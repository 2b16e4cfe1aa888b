package com.nextgen.ml.service.feedback.log;

import com.nextgen.ml.service.store.Transaction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Turns whom a row is about into a hash that only who has the key can make: HMAC-SHA256 (RFC 2104),
 * in 64 hexadecimal digits.
 */
public final class Subjects {
  private static final String SETTING = "subject-key";
  private static final String ALGORITHM = "HmacSHA256";

  private final byte @Nullable [] configured;

  /**
   * @param configured the key; null for one that is made once and kept in the store
   */
  public Subjects(byte @Nullable [] configured) {
    this.configured = configured == null ? null : configured.clone();
  }

  /** What hashes, within a transaction that may write. */
  Mac mac(Transaction transaction) {
    byte[] key = configured;
    if (key == null) {
      key = transaction.settings().get(SETTING);
    }
    if (key == null) {
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      key = transaction.settings().getOrSet(SETTING, random);
    }
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  /** The first eight bytes of the hash. */
  static long key(Mac mac, String text) {
    return ByteBuffer.wrap(mac.doFinal(text.getBytes(StandardCharsets.UTF_8))).getLong();
  }

  static String hash(Mac mac, String subject) {
    return HexFormat.of().formatHex(mac.doFinal(subject.getBytes(StandardCharsets.UTF_8)));
  }
}
