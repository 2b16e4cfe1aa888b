package com.nextgen.ml.service.http.inference;

import com.nextgen.ml.service.http.HttpProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** How a body was compressed, as {@code Content-Encoding} says. */
enum ContentCoding {
  NONE,
  GZIP,
  DEFLATE;

  /** Returns the coding that a header names, which has been found to be one of these. */
  static ContentCoding of(@Nullable String header) {
    if (header == null) {
      return NONE;
    }
    return switch (header.strip().toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> GZIP;
      case "deflate" -> DEFLATE;
      default -> NONE;
    };
  }

  /**
   * Returns a body as it was before it was compressed.
   *
   * @param limit of its bytes; no more are decompressed
   * @throws HttpProblem 413 if it is longer, 400 if it is damaged
   */
  byte[] decoded(byte[] body, long limit) {
    if (this == NONE) {
      return body;
    }
    // The protocol's deflate has zlib's two bytes in front; some clients leave them out.
    Inflater inflater = new Inflater(this == DEFLATE && !hasZlibHeader(body));
    try (InputStream in = stream(new ByteArrayInputStream(body), inflater)) {
      byte[] decoded = in.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
      if (decoded.length > limit) {
        throw HttpProblem.tooLarge(
            "the body is longer than the limit of " + limit + " bytes once it is decompressed");
      }
      if (inflater.needsDictionary()) {
        throw new ZipException("the sender's dictionary is not in the body");
      }
      return decoded;
    } catch (IOException e) {
      throw HttpProblem.invalid(
          "the body cannot be decompressed as its 'Content-Encoding' says: it is damaged, or is not "
              + name().toLowerCase(Locale.ROOT));
    } finally {
      inflater.end();
    }
  }

  private InputStream stream(InputStream body, Inflater inflater) throws IOException {
    return this == GZIP ? new GZIPInputStream(body) : new InflaterInputStream(body, inflater);
  }

  private static boolean hasZlibHeader(byte[] body) {
    return body.length > 1
        && (body[0] & 0x0f) == 8
        && (((body[0] & 0xff) << 8) | (body[1] & 0xff)) % 31 == 0;
  }
}
