package com.nextgen.ml.service.training;

/** Is told how far the making of a baseline has come. */
public interface CaptureProgress {
  /** Nobody listens. */
  CaptureProgress NONE =
      new CaptureProgress() {
        @Override
        public void begin(String what) {}

        @Override
        public void at(long done, double fraction) {}

        @Override
        public void end(long done) {}
      };

  /**
   * A step begins.
   *
   * @param what is done in it, such as {@code training rows read}
   */
  void begin(String what);

  /**
   * Where the step is.
   *
   * @param fraction of the step, 0 to 1
   */
  void at(long done, double fraction);

  /** The step ended. */
  void end(long done);
}
