package com.nextgen.ml.service.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.inference.SlowModels;
import com.nextgen.ml.service.inference.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OperatorsTest {

  private static boolean steady(byte[] onnx) throws Exception {
    return Operators.areSteady(SelfContained.check(onnx));
  }

  @Test
  void loopsAndValueDependentKernelsAreNotSteady() throws Exception {
    assertThat(SelfContained.check(SlowModels.loop())).contains("Loop");
    assertThat(steady(SlowModels.loop())).isFalse();
    assertThat(SelfContained.check(SlowModels.kernel())).contains("NonMaxSuppression");
    assertThat(steady(SlowModels.kernel())).isFalse();
  }

  @Test
  void exampleModelsAreSteady() throws Exception {
    List<Path> models = examples();
    assertThat(models).hasSizeGreaterThanOrEqualTo(5);
    for (Path model : models) {
      assertThat(steady(Files.readAllBytes(model))).as(model.toString()).isTrue();
    }
  }

  private static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.walk(TestFiles.examples())) {
      return files.filter(file -> file.endsWith("model.onnx")).toList();
    }
  }
}
