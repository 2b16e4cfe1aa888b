package com.nextgen.ml.service.cli.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The body of a request that sends many of something: an object of one array. */
public final class RequestBody {
  private static final int BYTES_EACH = 128;

  private RequestBody() {}

  /** Writes one of them, a JSON object of which only the content is missing. */
  public interface Content<T> {
    void write(JsonGenerator json, T one) throws IOException;
  }

  /**
   * Returns a JSON object whose one field is an array of the items.
   *
   * @param factory knows how numbers are spelled
   * @param name of the array
   */
  public static <T> byte[] of(JsonFactory factory, String name, List<T> all, Content<T> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES_EACH * all.size());
    try (JsonGenerator json = factory.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeArrayFieldStart(name);
      for (T one : all) {
        json.writeStartObject();
        content.write(json, one);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }
}
