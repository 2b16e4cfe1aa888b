package com.nextgen.ml.monitoring.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.nextgen.ml.monitoring.baseline.document.BaselineJson;
import com.nextgen.ml.monitoring.baseline.document.BaselineJsonTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The published schema says what is written and what is read. */
class BaselineSchemaTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final JsonSchema schema = schema();

  @Property(tries = 60)
  void documentsFollowTheSchema(@ForAll long seed) throws IOException {
    byte[] document = BaselineJson.toBytes(BaselineSamples.of(new Random(seed)));
    assertThat(schema.validate(MAPPER.readTree(document))).isEmpty();
  }

  @Test
  void readerAndSchemaRefuseTheSameTypesAndAbsences() throws IOException {
    byte[] document = BaselineJson.toBytes(BaselineJsonTest.sample());
    JsonNode tree = MAPPER.readTree(document);
    List<String> pointers = new ArrayList<>();
    collect(tree, "", pointers);
    assertThat(pointers.size()).isGreaterThan(80);
    SoftAssertions softly = new SoftAssertions();
    for (String pointer : pointers) {
      JsonNode other = tree.deepCopy();
      replace(other, pointer, MAPPER.getNodeFactory().objectNode());
      softly.assertThat(isRead(other)).as("type of " + pointer).isEqualTo(isValid(other));
      softly.assertThat(isValid(other)).as("type of " + pointer).isFalse();
      JsonNode without = tree.deepCopy();
      replace(without, pointer, null);
      softly.assertThat(isRead(without)).as("without " + pointer).isEqualTo(isValid(without));
    }
    softly.assertAll();
  }

  private boolean isValid(JsonNode tree) {
    return schema.validate(tree).isEmpty();
  }

  private static boolean isRead(JsonNode tree) throws IOException {
    try {
      BaselineJson.read(MAPPER.writeValueAsBytes(tree));
      return true;
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  /** Every member of an object; of arrays the first element only. Open maps are left out. */
  private static void collect(JsonNode node, String at, List<String> pointers) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field -> {
                String pointer = at + "/" + field.getKey();
                if (field.getValue().isValueNode() || field.getValue().isArray()) {
                  pointers.add(pointer);
                }
                boolean open = List.of("metrics", "quantiles").contains(field.getKey());
                if (!open && !at.endsWith("/performance/sums")) {
                  collect(field.getValue(), pointer, pointers);
                }
              });
    } else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
      collect(node.get(0), at + "/0", pointers);
    }
  }

  private static void replace(JsonNode tree, String pointer, JsonNode value) {
    int cut = pointer.lastIndexOf('/');
    JsonNode parent = tree.at(pointer.substring(0, cut));
    String name = pointer.substring(cut + 1);
    if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(name), value);
    } else if (value == null) {
      ((ObjectNode) parent).remove(name);
    } else {
      ((ObjectNode) parent).set(name, value);
    }
  }

  private static JsonSchema schema() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("docs/baseline.schema.json"))) {
      at = at.getParent();
    }
    try {
      String text = Files.readString(at.resolve("docs/baseline.schema.json"));
      return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
