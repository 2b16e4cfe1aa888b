package com.nextgen.ml.service.access.token;

import com.nextgen.ml.service.access.Authenticator;
import com.nextgen.ml.service.access.Caller;
import com.nextgen.ml.service.access.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of a file. {@link #reload} takes a file that changed; one that cannot be used leaves
 * the tokens as they were. A look-up is one hash and one map, without a lock.
 */
public final class FileTokens implements Authenticator {
  private static final Logger LOG = LoggerFactory.getLogger(FileTokens.class);
  private static final int MAX_BYTES = 8 << 20;

  private final Path file;

  @SuppressWarnings("ThreadLocalUsage") // one for each event loop, which are few
  private final ThreadLocal<MessageDigest> digests = ThreadLocal.withInitial(TokenHash::sha256);

  private volatile TokenTable table;
  private byte[] contents;
  private @Nullable String problem;

  private FileTokens(Path file, byte[] contents) {
    this.file = file;
    this.contents = contents;
    this.table = table(contents);
  }

  /**
   * Reads the tokens of a file.
   *
   * @throws IllegalArgumentException if it cannot be read or used; the message says why
   */
  public static FileTokens of(Path file) {
    try {
      return new FileTokens(file, bytes(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + reason(e), e);
    }
  }

  /**
   * Reads the file again. Not from several threads at once.
   *
   * @return false if it cannot be used now, and the tokens are those of before
   */
  public boolean reload() {
    try {
      byte[] read = bytes(file);
      if (!Arrays.equals(read, contents)) {
        table = table(read);
        contents = read;
        LOG.info("{} tokens were taken from {}", table.size(), file);
      }
      problem = null;
      return true;
    } catch (IOException | IllegalArgumentException e) {
      String reason = reason(e);
      if (!reason.equals(problem)) { // each once, not in every turn
        LOG.warn("{} is not taken, the tokens of before are good still: {}", file, reason);
      }
      problem = reason;
      return false;
    }
  }

  /** Returns how many tokens are good. */
  public int size() {
    return table.size();
  }

  @Override
  public @Nullable Identity identify(String token, long now) {
    if (token.length() > TokenRule.MAX_LENGTH) {
      return null;
    }
    Caller caller = table.caller(token, digests.get());
    return caller == null ? null : new Identity.Known(caller);
  }

  /**
   * Returns the line of the file for a token.
   *
   * @param grants as {@code predict} or {@code read:price,intent}
   * @throws IllegalArgumentException if the name or the grants cannot be, or the token is not
   *     random enough
   */
  public static String line(String name, String token, List<String> grants) {
    return TokenLine.write(name, token, grants);
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IllegalArgumentException("it is longer than " + MAX_BYTES + " bytes");
      }
      return bytes;
    }
  }

  private static TokenTable table(byte[] contents) {
    return TokenTable.parse(new String(contents, StandardCharsets.UTF_8).lines().toList());
  }

  private static String reason(Exception e) {
    return e instanceof IOException
        ? "it cannot be read (" + e.getClass().getSimpleName() + ")"
        : String.valueOf(e.getMessage());
  }
}
