package com.nextgen.ml.service.registry.directory;

import com.nextgen.ml.service.registry.ReadLimit;
import com.nextgen.ml.service.registry.RegistryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SHA-256 that a version's model file had when it was registered, in {@code model.sha256}: one
 * line as {@code sha256sum} writes and checks it.
 */
final class RecordedDigest {
  private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64})([ \\t]+\\S.{0,200})?\\s*");
  private static final ReadLimit LIMIT = new ReadLimit(1_024, 8);

  private RecordedDigest() {}

  static byte[] document(String sha256) {
    return (sha256 + "  " + RegistryFiles.MODEL_ONNX + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Holds a model file against the record, where there is one.
   *
   * @param version the version's directory
   * @param sha256 of the model file as it is now; empty if there is none
   * @throws RegistryException if they differ, or the record cannot be understood
   */
  static void check(RegistryFiles files, Path version, String sha256)
      throws IOException, RegistryException {
    Path path = version.resolve(RegistryFiles.MODEL_DIGEST);
    byte[] bytes = files.read(path, LIMIT);
    if (bytes == null) {
      return;
    }
    String name = files.root().relativize(path).toString();
    Matcher line = LINE.matcher(new String(bytes, StandardCharsets.UTF_8));
    if (!line.matches()) {
      throw new RegistryException(name + " is not one line of 64 hexadecimal digits and a name");
    }
    String file = files.root().relativize(version.resolve(RegistryFiles.MODEL_ONNX)).toString();
    if (sha256.isEmpty()) {
      throw new RegistryException(name + " is of a model file, but there is no " + file);
    }
    if (!line.group(1).equalsIgnoreCase(sha256)) {
      throw new RegistryException(
          file
              + " has the SHA-256 "
              + sha256
              + ", and was registered with "
              + line.group(1)
              + " ("
              + name
              + "): it was changed or damaged since; put the registered file back, or register the"
              + " new one as a new version");
    }
  }
}
