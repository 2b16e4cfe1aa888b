package com.nextgen.ml.service.csv;

import org.jspecify.annotations.Nullable;

/**
 * One string for equal texts that come soon after each other, as categories do: nothing is made
 * anew, and the string knows its hash. Not thread-safe.
 */
final class StringCache {
  private static final int SLOTS = 1 << 12;
  private static final int LONGEST = 64;

  private final @Nullable String[] slots = new String[SLOTS];

  String of(char[] text, int offset, int length) {
    if (length > LONGEST) {
      return new String(text, offset, length);
    }
    int hash = 0;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + text[i];
    }
    int slot = (hash ^ (hash >>> 12)) & (SLOTS - 1);
    String known = slots[slot];
    if (known == null || !equal(known, text, offset, length)) {
      known = new String(text, offset, length);
      slots[slot] = known;
    }
    return known;
  }

  private static boolean equal(String known, char[] text, int offset, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != text[offset + i]) {
        return false;
      }
    }
    return true;
  }
}
