package com.nextgen.ml.service.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Writes one JSON object a line: timestamp, level, logger, thread, message, fields, exception. A
 * field of an event is one of the line, with its type, which logback's own encoder does not do.
 */
public final class JsonLogEncoder extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = new byte[0];

  private final JsonFactory json = new JsonFactory();

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    try (JsonGenerator out = json.createGenerator(line)) {
      out.writeStartObject();
      out.writeStringField("timestamp", event.getInstant().toString());
      out.writeStringField("level", event.getLevel().toString());
      out.writeStringField("logger", event.getLoggerName());
      out.writeStringField("thread", event.getThreadName());
      out.writeStringField("message", event.getFormattedMessage());
      fields(out, event.getKeyValuePairs());
      IThrowableProxy exception = event.getThrowableProxy();
      if (exception != null) {
        out.writeStringField("exception", ThrowableProxyUtil.asString(exception));
      }
      out.writeEndObject();
      out.writeRaw('\n');
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written to", e);
    }
    return line.toByteArray();
  }

  private static void fields(JsonGenerator out, @Nullable List<KeyValuePair> pairs)
      throws IOException {
    if (pairs == null) {
      return;
    }
    for (KeyValuePair pair : pairs) {
      out.writeFieldName(pair.key);
      value(out, pair.value);
    }
  }

  private static void value(JsonGenerator out, @Nullable Object value) throws IOException {
    if (value instanceof Integer || value instanceof Long) {
      out.writeNumber(((Number) value).longValue());
    } else if (value instanceof Double number && Double.isFinite(number)) {
      out.writeNumber(number);
    } else if (value instanceof Boolean bool) {
      out.writeBoolean(bool);
    } else if (value instanceof Collection<?> values) {
      out.writeStartArray();
      for (Object each : values) {
        value(out, each);
      }
      out.writeEndArray();
    } else if (value == null) {
      out.writeNull();
    } else {
      out.writeString(value.toString());
    }
  }
}
