package com.nextgen.ml.monitoring.drift.statistic;

import org.junit.jupiter.api.Nested;

/** The contract, for every test there is. */
class DriftTestsTest {

  @Nested
  class Psi extends DriftTestContract {
    Psi() {
      super(new PopulationStability());
    }
  }

  @Nested
  class Ks extends DriftTestContract {
    Ks() {
      super(new KolmogorovSmirnov());
    }
  }

  @Nested
  class JensenShannon extends DriftTestContract {
    JensenShannon() {
      super(new JensenShannonDistance());
    }
  }

  @Nested
  class Wasserstein extends DriftTestContract {
    Wasserstein() {
      super(new WassersteinDistance());
    }
  }

  @Nested
  class Hellinger extends DriftTestContract {
    Hellinger() {
      super(new HellingerDistance());
    }
  }

  @Nested
  class TotalVariation extends DriftTestContract {
    TotalVariation() {
      super(new TotalVariationDistance());
    }
  }

  @Nested
  class LInfinity extends DriftTestContract {
    LInfinity() {
      super(new LInfinityDistance());
    }
  }

  @Nested
  class ChiSquared extends DriftTestContract {
    ChiSquared() {
      super(new PearsonChiSquared());
    }
  }

  @Nested
  class G extends DriftTestContract {
    G() {
      super(new GStatistic());
    }
  }

  @Nested
  class KullbackLeibler extends DriftTestContract {
    KullbackLeibler() {
      super(new KullbackLeiblerDivergence());
    }

    @Override
    boolean isSymmetric() {
      return false;
    }
  }

  @Nested
  class CramerVonMises extends DriftTestContract {
    CramerVonMises() {
      super(new CramerVonMisesStatistic());
    }
  }

  @Nested
  class Welch extends DriftTestContract {
    Welch() {
      super(new WelchT());
    }
  }

  @Nested
  class Proportion extends DriftTestContract {
    Proportion() {
      super(new TwoProportions());
    }
  }
}
