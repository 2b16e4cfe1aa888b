package com.nextgen.ml.service.inference.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One operator of a graph. */
record GraphNode(
    String operator, List<String> inputs, List<String> outputs, Map<String, Attribute> attributes) {
  private static final Attribute NONE =
      new Attribute(0, 0, "", null, new Numbers(), new Numbers(), List.of());

  /** An attribute; what it is not is empty. */
  record Attribute(
      double real,
      long number,
      String text,
      @Nullable GraphTensor tensor,
      Numbers floats,
      Numbers numbers,
      List<String> texts) {}

  static GraphNode read(WireReader from) throws UnreadableGraphException {
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    Map<String, Attribute> attributes = new HashMap<>();
    String operator = "";
    for (int field = from.next(); field != 0; field = from.next()) {
      switch (field) {
        case 1 -> inputs.add(from.text());
        case 2 -> outputs.add(from.text());
        case 4 -> operator = from.text();
        case 5 -> readAttribute(from.reader(), attributes);
        default -> from.skip();
      }
    }
    return new GraphNode(operator, List.copyOf(inputs), List.copyOf(outputs), attributes);
  }

  private static void readAttribute(WireReader from, Map<String, Attribute> attributes)
      throws UnreadableGraphException {
    String name = "";
    double real = 0;
    long number = 0;
    String text = "";
    GraphTensor tensor = null;
    Numbers floats = new Numbers();
    Numbers numbers = new Numbers();
    List<String> texts = new ArrayList<>();
    for (int field = from.next(); field != 0; field = from.next()) {
      switch (field) {
        case 1 -> name = from.text();
        case 2 -> real = from.real();
        case 3 -> number = from.number();
        case 4 -> text = from.text();
        case 5 -> tensor = GraphTensor.read(from.reader());
        case 7 -> from.floats(floats);
        case 8 -> from.numbers(numbers);
        case 9 -> texts.add(from.text());
        default -> from.skip();
      }
    }
    attributes.put(
        name, new Attribute(real, number, text, tensor, floats, numbers, List.copyOf(texts)));
  }

  boolean has(String name) {
    return attributes.containsKey(name);
  }

  Attribute attribute(String name) {
    return attributes.getOrDefault(name, NONE);
  }

  String text(String name, String otherwise) {
    return has(name) ? attribute(name).text() : otherwise;
  }

  long number(String name, long otherwise) {
    return has(name) ? attribute(name).number() : otherwise;
  }

  Numbers numbers(String name) {
    return attribute(name).numbers();
  }

  /** Returns floats, or the doubles that may stand in their place as a tensor. */
  Numbers reals(String name) {
    GraphTensor tensor = attribute(name + "_as_tensor").tensor();
    return tensor == null ? attribute(name).floats() : tensor.values();
  }

  /** Returns the values of an attribute that is a tensor. */
  Numbers tensor(String name) {
    GraphTensor tensor = attribute(name).tensor();
    return tensor == null ? new Numbers() : tensor.values();
  }

  String input(int i) throws UnreadableGraphException {
    if (i >= inputs.size()) {
      throw new UnreadableGraphException(operator + " has no input " + i);
    }
    return inputs.get(i);
  }
}
