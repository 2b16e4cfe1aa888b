package com.nextgen.ml.monitoring.baseline.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.baseline.BlockFigures;
import com.nextgen.ml.monitoring.baseline.Dependence;
import com.nextgen.ml.monitoring.baseline.DesignEffect;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** How far the rows of a baseline depend on each other; absent where nothing is known. */
final class DependenceJson {
  private static final int MAX_SETS = 20;

  private DependenceJson() {}

  static void write(JsonGenerator out, Dependence dependence) throws IOException {
    if (dependence.kind() == Dependence.Kind.NONE) {
      return;
    }
    out.writeObjectFieldStart("dependence");
    out.writeStringField("kind", dependence.kind().code());
    out.writeStringField("column", dependence.column());
    out.writeArrayFieldStart("blocks");
    for (BlockFigures set : dependence.sets()) {
      out.writeStartObject();
      Window window = set.window();
      if (window != null) {
        out.writeStringField("window", window.name());
      }
      out.writeFieldName("rows");
      long[] rows = set.rows().stream().mapToLong(Long::longValue).toArray();
      out.writeArray(rows, 0, rows.length);
      designEffects(out, "cells", set, DesignEffect::cells);
      designEffects(out, "spread", set, DesignEffect::spread);
      designEffects(out, "cumulative", set, DesignEffect::cumulative);
      designEffects(out, "mean", set, DesignEffect::mean);
      designEffects(out, "ranks", set, DesignEffect::ranks);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void designEffects(
      JsonGenerator out, String name, BlockFigures set, ToDoubleFunction<DesignEffect> figure)
      throws IOException {
    out.writeFieldName(name);
    double[] figures = set.inputs().stream().mapToDouble(figure).toArray();
    out.writeArray(figures, 0, figures.length);
  }

  static Dependence read(@Nullable JsonObject json, int features) {
    if (json == null) {
      return Dependence.NONE;
    }
    List<JsonObject> sets = json.objects("blocks");
    if (sets.size() > MAX_SETS) {
      throw json.error("blocks", "at most " + MAX_SETS + " are expected");
    }
    List<BlockFigures> figures = new ArrayList<>();
    for (JsonObject set : sets) {
      figures.add(set(set, features));
    }
    return json.make(() -> new Dependence(kind(json), json.text("column"), figures));
  }

  private static Dependence.Kind kind(JsonObject json) {
    String text = json.text("kind");
    return Arrays.stream(Dependence.Kind.values())
        .filter(kind -> kind != Dependence.Kind.NONE && kind.code().equals(text))
        .findFirst()
        .orElseThrow(() -> json.error("kind", "cluster or time is expected"));
  }

  private static BlockFigures set(JsonObject set, int features) {
    double[] rows = set.numbers("rows");
    long[] counts = set.counts("rows", rows.length);
    double[] cells = set.numbers("cells", features);
    double[] spread = set.numbers("spread", features);
    double[] cumulative = set.numbers("cumulative", features);
    double[] mean = set.numbers("mean", features);
    // Before there were figures of ranks: that of the distribution function knows no values either.
    double[] ranks = set.numbers(set.has("ranks") ? "ranks" : "cumulative", features);
    return set.make(
        () -> {
          List<DesignEffect> inputs = new ArrayList<>();
          for (int i = 0; i < features; i++) {
            inputs.add(new DesignEffect(cells[i], spread[i], cumulative[i], mean[i], ranks[i]));
          }
          String window = set.textOrNull("window");
          return new BlockFigures(
              window == null ? null : Window.parse(window),
              Arrays.stream(counts).boxed().toList(),
              inputs);
        });
  }
}
