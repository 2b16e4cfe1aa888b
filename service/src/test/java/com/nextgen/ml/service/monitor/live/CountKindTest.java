package com.nextgen.ml.service.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nextgen.ml.service.monitor.SimulatedModel;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountKindTest {
  private static final WindowCounts SPAN =
      new WindowCounts(Instant.EPOCH, Instant.EPOCH, 0, SimulatedModel.layout().empty());

  /** Stores hold them. */
  @Test
  void hasTheCodeThatOlderVersionsWrote() {
    assertThat(CountKind.ALL_ROWS.code()).isEqualTo("rows");
    assertThat(CountKind.segment("shop", "a=b").code()).isEqualTo("segment shop=a=b");
    assertThat(CountKinds.segments("shop").prefix()).isEqualTo("segment shop=");
    assertThat(CountKinds.ALL_ROWS.prefix()).isEqualTo("rows");
    assertThat(CountKinds.ALL.prefix()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new CountKind(""));
  }

  @Test
  void findsTheSegmentsOfOneColumnAlone() {
    Map<CountKind, WindowCounts> all =
        Map.of(
            CountKind.ALL_ROWS,
            SPAN,
            CountKind.segment("shop", "a=b"),
            SPAN,
            CountKind.segment("shop", ""),
            SPAN,
            CountKind.segment("shops", "c"),
            SPAN,
            new CountKind("of a newer version"),
            SPAN);

    assertThat(CountKind.segments(all, "shop")).containsOnlyKeys("a=b", "");
  }
}
