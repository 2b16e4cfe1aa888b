package com.nextgen.ml.service.access.token;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may be a token: random, since its hash has no salt. 32 characters of at least 10 different
 * ones are not a word or a date; whether a machine drew them nobody can tell from looking.
 */
public final class TokenRule {
  /** The fewest characters; 32 hexadecimal digits are 128 bits. */
  public static final int MIN_LENGTH = 32;

  /** The most characters. */
  public static final int MAX_LENGTH = 512;

  private static final int MIN_DIFFERENT = 10;

  /** Those of {@code b64token} in RFC 6750, so that a header can hold it. */
  private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private TokenRule() {}

  /** Returns what is wrong with a token, for the person who chose it; null if it may be used. */
  public static @Nullable String problem(String token) {
    if (token.length() < MIN_LENGTH || token.length() > MAX_LENGTH) {
      return "a token has "
          + MIN_LENGTH
          + " to "
          + MAX_LENGTH
          + " characters, not "
          + token.length()
          + "; let --new draw one";
    }
    if (!CHARACTERS.matcher(token).matches()) {
      return "a token has letters, digits and ._~+/- only, with = at its end; let --new draw one";
    }
    if (token.chars().distinct().count() < MIN_DIFFERENT) {
      return "a token is random: fewer than "
          + MIN_DIFFERENT
          + " different characters are not; let --new draw one";
    }
    return null;
  }
}
