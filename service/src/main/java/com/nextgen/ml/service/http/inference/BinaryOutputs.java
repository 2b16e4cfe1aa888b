package com.nextgen.ml.service.http.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The output tensors that follow an answer's JSON in binary, in the order of the outputs. */
final class BinaryOutputs {
  private final List<byte[]> tensors = new ArrayList<>();

  void add(byte[] data) {
    tensors.add(data);
  }

  /** Puts them behind the JSON that announces them. */
  Answer behind(byte[] json) {
    if (tensors.isEmpty()) {
      return Answer.json(json);
    }
    int size = tensors.stream().mapToInt(data -> data.length).reduce(json.length, Math::addExact);
    byte[] all = Arrays.copyOf(json, size);
    int at = json.length;
    for (byte[] data : tensors) {
      System.arraycopy(data, 0, all, at, data.length);
      at += data.length;
    }
    return new Answer(all, json.length);
  }
}
