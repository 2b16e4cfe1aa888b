package com.nextgen.ml.service.access.token;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.access.Caller;
import com.nextgen.ml.service.access.Grants;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of the file of tokens: a name, the token's hash and grants, with blanks between.
 *
 * <pre>search-team  sha256:9f86d0…  predict feedback:purchase-intent,price</pre>
 */
record TokenLine(TokenHash hash, Caller caller) {
  private static final String SHA256 = "sha256:";
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,127}");

  /**
   * Reads a line; null of one that is empty or a comment.
   *
   * @throws IllegalArgumentException if it says nothing that can be used; the message repeats no
   *     hash
   */
  static @Nullable TokenLine parse(String line) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return null;
    }
    List<String> parts = new ArrayList<>(Arrays.asList(BLANKS.split(text)));
    if (parts.size() < 3 || !parts.get(1).startsWith(SHA256)) {
      throw new IllegalArgumentException("a line is NAME sha256:HASH ROLE…");
    }
    TokenHash hash = TokenHash.parse(parts.get(1).substring(SHA256.length()));
    return new TokenLine(
        hash,
        new Caller(name(parts.get(0)), Grants.of(List.copyOf(parts.subList(2, parts.size())))));
  }

  /**
   * Writes the line of a token.
   *
   * @throws IllegalArgumentException if the name or the grants cannot be, or the token is not
   *     random enough
   */
  static String write(String name, String token, List<String> grants) {
    String problem = TokenRule.problem(token);
    if (problem != null) {
      throw new IllegalArgumentException(problem);
    }
    Grants.of(grants);
    TokenHash hash = TokenHash.of(token, TokenHash.sha256());
    return name(name) + " " + SHA256 + hash + " " + String.join(" ", grants);
  }

  private static String name(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'"
              + Messages.quoted(name)
              + "' cannot be a name: up to 128 letters, digits and ._@-, a letter or digit first");
    }
    return name;
  }
}
