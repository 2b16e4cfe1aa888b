package com.nextgen.ml.service.http;

import com.nextgen.ml.service.temporary.TemporaryFolder;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bodies that are too long for memory, or are read twice: they go to temporary files. */
@Singleton
public final class Uploads {
  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

  private final HttpSettings settings;

  Uploads(HttpSettings settings) {
    this.settings = settings;
  }

  /** A body in a file, which is removed when it is closed. */
  public static final class Upload implements AutoCloseable {
    private final TemporaryFolder folder;
    private final Path file;

    private Upload(TemporaryFolder folder) {
      this.folder = folder;
      this.file = folder.path().resolve("body.csv");
    }

    /** Returns where it is. */
    public Path file() {
      return file;
    }

    @Override
    public void close() {
      try {
        folder.close();
      } catch (IOException e) {
        LOG.warn("a temporary folder cannot be removed", e);
      }
    }
  }

  /**
   * Receives a body. Waits for all of it.
   *
   * @throws HttpProblem 413 if it is too long, 400 if it ends before its end, 503 if there is no
   *     room for it
   */
  public Upload receive(InputStream body) {
    Upload upload;
    long room;
    try {
      upload = new Upload(TemporaryFolder.open());
      room = upload.folder.room();
    } catch (IOException e) {
      throw noRoom(e);
    }
    try {
      copy(body, upload.file, Math.min(settings.csvLimit(), room));
      return upload;
    } catch (RuntimeException e) {
      upload.close();
      throw e;
    }
  }

  private void copy(InputStream body, Path file, long limit) {
    long left = limit;
    byte[] buffer = new byte[65_536];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int n = read(body, buffer); n >= 0; n = read(body, buffer)) {
        left -= n;
        if (left < 0) {
          throw tooLarge(limit);
        }
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  private int read(InputStream body, byte[] buffer) {
    try {
      return body.read(buffer);
    } catch (IOException | RuntimeException e) {
      for (Throwable at = e; at != null; at = at.getCause()) {
        if (at instanceof ContentLengthExceededException) {
          throw tooLarge(settings.csvLimit());
        }
      }
      throw HttpProblem.invalid("the body was cut off before its end");
    }
  }

  private HttpProblem tooLarge(long limit) {
    return HttpProblem.tooLarge(
        "the body is longer than "
            + limit
            + " bytes"
            + (limit < settings.csvLimit()
                ? ", which is what there is room for now"
                : " (ml.http.csv-limit)"));
  }

  private static HttpProblem noRoom(IOException e) {
    LOG.warn("a body cannot be kept in a temporary file", e);
    return HttpProblem.overload("the body cannot be kept in a temporary file now");
  }
}
