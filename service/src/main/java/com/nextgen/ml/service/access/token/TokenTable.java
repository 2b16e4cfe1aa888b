package com.nextgen.ml.service.access.token;

import com.nextgen.ml.service.access.Caller;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The callers of all tokens, by the tokens' hashes. */
final class TokenTable {
  static final int MAX_TOKENS = 10_000;

  private final Map<TokenHash, Caller> callers;

  private TokenTable(Map<TokenHash, Caller> callers) {
    this.callers = Map.copyOf(callers);
  }

  /**
   * Reads a file's lines.
   *
   * @throws IllegalArgumentException if one cannot be used, or there is none; the message says
   *     which
   */
  static TokenTable parse(List<String> lines) {
    Map<TokenHash, Caller> callers = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      try {
        TokenLine line = TokenLine.parse(lines.get(i));
        if (line == null) {
          continue;
        }
        if (callers.putIfAbsent(line.hash(), line.caller()) != null) {
          throw new IllegalArgumentException("the same token is on a line before");
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    if (callers.isEmpty()) {
      throw new IllegalArgumentException("it has no token");
    }
    if (callers.size() > MAX_TOKENS) {
      throw new IllegalArgumentException("it has more than " + MAX_TOKENS + " tokens");
    }
    return new TokenTable(callers);
  }

  int size() {
    return callers.size();
  }

  @Nullable Caller caller(String token, MessageDigest sha256) {
    return callers.get(TokenHash.of(token, sha256));
  }
}
