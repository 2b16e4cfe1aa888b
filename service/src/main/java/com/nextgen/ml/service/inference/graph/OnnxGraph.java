package com.nextgen.ml.service.inference.graph;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The graph of an ONNX file, as far as it is needed to tell what it computes: by the field numbers
 * of {@code onnx.proto} (ONNX IR version 8 and after).
 *
 * @param inputs the element type of each input
 * @param nodes in the file's order, which is that of computation
 */
record OnnxGraph(
    Map<String, Integer> inputs,
    List<String> outputs,
    Map<String, GraphTensor> constants,
    List<GraphNode> nodes) {
  /** Models that can be followed have few; what has more is a net. */
  private static final int MAX_NODES = 1_000;

  static OnnxGraph read(byte[] onnx) throws UnreadableGraphException {
    WireReader model = new WireReader(ByteBuffer.wrap(onnx));
    WireReader graph = null;
    for (int field = model.next(); field != 0; field = model.next()) {
      if (field == 7) {
        graph = model.reader();
      } else {
        model.skip();
      }
    }
    if (graph == null) {
      throw WireReader.damaged();
    }
    return readGraph(graph);
  }

  private static OnnxGraph readGraph(WireReader from) throws UnreadableGraphException {
    Map<String, Integer> inputs = new LinkedHashMap<>();
    List<String> outputs = new ArrayList<>();
    Map<String, GraphTensor> constants = new HashMap<>();
    List<GraphNode> nodes = new ArrayList<>();
    for (int field = from.next(); field != 0; field = from.next()) {
      switch (field) {
        case 1 -> nodes.add(GraphNode.read(from.reader()));
        case 5 -> {
          GraphTensor tensor = GraphTensor.read(from.reader());
          constants.put(tensor.name(), tensor);
        }
        case 11 -> readValue(from.reader(), inputs);
        case 12 -> {
          Map<String, Integer> output = new HashMap<>();
          readValue(from.reader(), output);
          outputs.addAll(output.keySet());
        }
        default -> from.skip();
      }
      if (nodes.size() > MAX_NODES) {
        throw new UnreadableGraphException("the graph has more than " + MAX_NODES + " operators");
      }
    }
    // Older files list constants among the inputs.
    inputs.keySet().removeAll(constants.keySet());
    return new OnnxGraph(inputs, outputs, constants, nodes);
  }

  private static void readValue(WireReader from, Map<String, Integer> values)
      throws UnreadableGraphException {
    String name = "";
    int type = 0;
    for (int field = from.next(); field != 0; field = from.next()) {
      switch (field) {
        case 1 -> name = from.text();
        case 2 -> type = elementType(from.reader());
        default -> from.skip();
      }
    }
    values.put(name, type);
  }

  private static int elementType(WireReader type) throws UnreadableGraphException {
    int element = 0;
    for (int field = type.next(); field != 0; field = type.next()) {
      if (field != 1) {
        type.skip();
        continue;
      }
      WireReader tensor = type.reader();
      for (int inner = tensor.next(); inner != 0; inner = tensor.next()) {
        if (inner == 1) {
          element = (int) tensor.number();
        } else {
          tensor.skip();
        }
      }
    }
    return element;
  }
}
