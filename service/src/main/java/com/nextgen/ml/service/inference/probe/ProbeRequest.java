package com.nextgen.ml.service.inference.probe;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.yaml.SchemaYaml;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be tried.
 *
 * @param onnx the model file
 * @param schema what it takes and gives; null to open it only, where there is no schema yet
 * @param texts the text of each categorical feature in the row that is run; numbers are 0
 * @param mayRefuse whether a model that takes texts may refuse this row, since nothing tells which
 *     it knows
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier from process to process, never compared
public record ProbeRequest(
    byte[] onnx, @Nullable ModelSchema schema, List<String> texts, boolean mayRefuse) {
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  public ProbeRequest {
    texts = List.copyOf(texts);
  }

  /** Writes it so that {@link #read} finds it again. */
  void write(DataOutputStream out) throws IOException {
    bytes(
        out,
        schema == null ? new byte[0] : SchemaYaml.write(schema).getBytes(StandardCharsets.UTF_8));
    out.writeBoolean(mayRefuse);
    out.writeInt(texts.size());
    for (String text : texts) {
      bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }
    bytes(out, onnx);
    out.flush();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if the stream ends too early or holds something else
   */
  public static ProbeRequest read(DataInputStream in) throws IOException {
    byte[] yaml = bytes(in);
    boolean mayRefuse = in.readBoolean();
    int count = in.readInt();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(new String(bytes(in), StandardCharsets.UTF_8));
    }
    byte[] onnx = bytes(in);
    try {
      ModelSchema schema = yaml.length == 0 ? null : SchemaYaml.read(yaml);
      return new ProbeRequest(onnx, schema, texts, mayRefuse);
    } catch (RegistryException e) {
      throw new IOException("the schema was not understood", e);
    }
  }

  private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_BYTES) {
      throw new IOException("a length of " + length);
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
