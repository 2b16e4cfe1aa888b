package com.nextgen.ml.monitoring.drift.statistic;

import org.junit.jupiter.api.Nested;

/** The contract, for every test there is. */
class DriftTestsTest {

  @Nested
  class Psi extends DriftTestContract {
    Psi() {
      super(new PsiTest());
    }
  }

  @Nested
  class Ks extends DriftTestContract {
    Ks() {
      super(new KsTest());
    }
  }

  @Nested
  class JensenShannon extends DriftTestContract {
    JensenShannon() {
      super(new JensenShannonTest());
    }
  }

  @Nested
  class Wasserstein extends DriftTestContract {
    Wasserstein() {
      super(new WassersteinTest());
    }
  }

  @Nested
  class Hellinger extends DriftTestContract {
    Hellinger() {
      super(new HellingerTest());
    }
  }

  @Nested
  class TotalVariation extends DriftTestContract {
    TotalVariation() {
      super(new TotalVariationTest());
    }
  }

  @Nested
  class LInfinity extends DriftTestContract {
    LInfinity() {
      super(new LInfinityTest());
    }
  }

  @Nested
  class ChiSquared extends DriftTestContract {
    ChiSquared() {
      super(new ChiSquaredTest());
    }
  }

  @Nested
  class G extends DriftTestContract {
    G() {
      super(new GTest());
    }
  }

  @Nested
  class KullbackLeibler extends DriftTestContract {
    KullbackLeibler() {
      super(new KullbackLeiblerTest());
    }

    @Override
    boolean isSymmetric() {
      return false;
    }
  }

  @Nested
  class CramerVonMises extends DriftTestContract {
    CramerVonMises() {
      super(new CramerVonMisesTest());
    }
  }

  @Nested
  class Welch extends DriftTestContract {
    Welch() {
      super(new WelchTest());
    }
  }

  @Nested
  class Proportion extends DriftTestContract {
    Proportion() {
      super(new ProportionTest());
    }
  }
}
