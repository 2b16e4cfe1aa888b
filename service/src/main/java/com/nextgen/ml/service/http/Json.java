package com.nextgen.ml.service.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.nextgen.ml.monitoring.text.Messages;
import java.io.IOException;

/** JSON in and out as streams, without trees: how this service reads bodies and writes answers. */
public final class Json {
  private static final int DEEPEST = 32;
  private static final int MAX_TEXT = 65_536;
  private static final int MAX_MESSAGE = 240;

  /** Field names are the caller's: interning them would let it fill a table that is never freed. */
  public static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(MAX_TEXT)
                  .maxNameLength(1_000)
                  .maxNumberLength(1_000)
                  .build())
          .build();

  private Json() {}

  /** Reads something from a parser. */
  public interface Reader<T> {
    T read(JsonParser parser) throws IOException;
  }

  /** Writes something to a generator. */
  public interface Writer {
    void write(JsonGenerator generator) throws IOException;
  }

  /**
   * Reads one JSON document.
   *
   * @param reader is given a parser on the document's first token and leaves it on the last
   * @throws HttpProblem 400 with line and column if it is not JSON or more follows it
   */
  public static <T> T read(byte[] body, Reader<T> reader) {
    return read(body, body.length, reader);
  }

  /**
   * Reads one JSON document that is the first {@code length} bytes of a body.
   *
   * @param reader is given a parser on the document's first token and leaves it on the last
   * @throws HttpProblem 400 with line and column if it is not JSON or more follows it
   */
  public static <T> T read(byte[] body, int length, Reader<T> reader) {
    if (length == 0) {
      throw HttpProblem.invalid("the body is empty; a JSON document is needed");
    }
    if (length > 1 && body[0] == 0x1f && (body[1] & 0xff) == 0x8b) {
      throw HttpProblem.unsupported(
          "the body is compressed and has no 'Content-Encoding' that says so");
    }
    try (JsonParser parser = FACTORY.createParser(body, 0, length)) {
      if (parser.nextToken() == null) {
        throw HttpProblem.invalid("the body is empty; a JSON document is needed");
      }
      T result = reader.read(parser);
      if (parser.nextToken() != null) {
        throw HttpProblem.invalid("malformed JSON" + at(parser) + ": text after the document");
      }
      return result;
    } catch (JsonProcessingException e) {
      throw malformed(e);
    } catch (IOException | IllegalStateException e) {
      // Bytes that are no text in any encoding, or names made to collide.
      throw HttpProblem.invalid("malformed JSON: the body cannot be read as text in UTF-8");
    }
  }

  /** Writes one JSON document. */
  public static byte[] write(int expectedBytes, Writer writer) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(expectedBytes)) {
      try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
        writer.write(generator);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written to", e);
    }
  }

  /** A number as JSON has it: one that is not finite becomes {@code null}. */
  public static void number(JsonGenerator generator, double value) throws IOException {
    if (Double.isFinite(value)) {
      generator.writeNumber(value);
    } else {
      generator.writeNull();
    }
  }

  /** Returns the problem of a document that holds another kind of value than is needed. */
  public static HttpProblem unexpected(JsonParser parser, String what, String needed) {
    return HttpProblem.invalid(
        what + " must be " + needed + ", not " + kind(parser.currentToken()) + at(parser));
  }

  /** Fails unless the parser is on the start of an object. */
  public static void needObject(JsonParser parser, String what) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw unexpected(parser, what, "an object");
    }
  }

  /** Fails unless the parser is on the start of an array. */
  public static void needArray(JsonParser parser, String what) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw unexpected(parser, what, "an array");
    }
  }

  /** Returns the text that the parser is on. */
  public static String needText(JsonParser parser, String what) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw unexpected(parser, what, "a text");
    }
    return parser.getText();
  }

  /** A token as people call it. */
  static String kind(JsonToken token) {
    return switch (token) {
      case START_OBJECT, END_OBJECT, FIELD_NAME -> "an object";
      case START_ARRAY, END_ARRAY -> "an array";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      default -> "that";
    };
  }

  private static String at(JsonParser parser) {
    return at(parser.currentTokenLocation());
  }

  private static String at(JsonLocation location) {
    return " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static HttpProblem malformed(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    String where = "malformed JSON" + (location == null ? "" : at(location)) + ": ";
    if (e instanceof StreamConstraintsException) {
      return HttpProblem.invalid(where + "nested too deeply, or a text, name or number too long");
    }
    if (e instanceof JsonEOFException) {
      return HttpProblem.invalid(where + "the document ends too early");
    }
    return HttpProblem.invalid(where + plain(e.getOriginalMessage()));
  }

  /** The parser's own words up to where they advise programmers. */
  private static String plain(String message) {
    int end = message.length();
    for (String advice : new String[] {": enable `", " (from `", "`", "\n"}) {
      int at = message.indexOf(advice);
      end = at < 0 ? end : Math.min(end, at);
    }
    String cut = message.substring(0, Math.min(end, MAX_MESSAGE));
    return cut.isBlank() ? Messages.quoted(message) : cut.replaceAll("\\p{Cntrl}", "?");
  }
}
