package com.nextgen.ml.monitoring.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** What the documents of all reports have in common. What does not exist is absent. */
public final class ReportDocument {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private ReportDocument() {}

  /** Writes one JSON object. */
  public interface Content {
    void write(JsonGenerator out) throws IOException;
  }

  /** Returns the document in UTF-8, on one line. */
  public static byte[] toBytes(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      content.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** A text; nothing if it is null. */
  public static void text(JsonGenerator out, String name, @Nullable Object value)
      throws IOException {
    if (value != null) {
      out.writeStringField(name, value.toString());
    }
  }

  /** The part {@code window}. */
  public static void window(JsonGenerator out, WindowSpan window) throws IOException {
    out.writeObjectFieldStart("window");
    out.writeStringField("name", window.name());
    text(out, "from", window.from());
    text(out, "to", window.to());
    out.writeNumberField("rows", window.rows());
    out.writeEndObject();
  }

  /** The part {@code baseline}; nothing if it is null. */
  public static void baseline(JsonGenerator out, @Nullable ReferenceRows baseline)
      throws IOException {
    if (baseline != null) {
      out.writeObjectFieldStart("baseline");
      out.writeNumberField("rows", baseline.rows());
      text(out, "sha256", baseline.sha256().isEmpty() ? null : baseline.sha256());
      out.writeEndObject();
    }
  }
}
