package com.nextgen.ml.monitoring.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KswinPaperTest extends DetectorContract {
  @Override
  ChangeDetector make() {
    return new Kswin(Kswin.Settings.paper(7));
  }

  @Override
  ChangeDetector other() {
    return new Kswin(Kswin.Settings.river(7));
  }

  @Override
  int mostBytes() {
    return 5000;
  }

  /** scipy.stats.ks_2samp(method="exact") for samples of 30 and of 5. */
  @Test
  void hasTheExactPValue() {
    assertThat(SmallKolmogorov.pValue(5, 5)).isCloseTo(2.0 / 252, within(1e-15));
    assertThat(SmallKolmogorov.pValue(30, 13)).isCloseTo(0.006548396368058784, within(1e-12));
    assertThat(SmallKolmogorov.pValue(30, 14)).isCloseTo(0.0025300622362698397, within(1e-12));
    assertThat(SmallKolmogorov.pValue(30, 0)).isEqualTo(1);
  }
}
