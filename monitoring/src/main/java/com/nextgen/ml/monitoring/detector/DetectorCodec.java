package com.nextgen.ml.monitoring.detector;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * A detector's state as bytes. Version 1:
 *
 * <pre>
 *  offset  size
 *       0     4  magic: "MLCD"
 *       4     1  version: 1
 *       5     1  length of the name
 *       6     …  the detector's name, ASCII
 *       …     2  length of the settings
 *       …     …  the settings, as the detector writes them
 *       …     1  the signal: 0 stable, 1 warning, 2 drift
 *       …     …  the state, as the detector writes it
 *   end-4     4  CRC-32 of all bytes before it
 * </pre>
 *
 * <p>Whole numbers have eight bytes, the highest first; numbers are IEEE 754 doubles, flags one
 * byte. A state is restored only into a detector of the same name and settings, so nothing is
 * allocated on the word of the bytes. The check finds accidents; it does not tell who made the
 * bytes, and what no stream can lead to is refused even where it fits.
 */
public final class DetectorCodec {
  private static final int MAGIC = 0x4d4c4344;
  private static final int VERSION = 1;
  private static final int CHECK = 4;

  private DetectorCodec() {}

  /** Returns the bytes of the detector's state. */
  public static byte[] encode(ChangeDetector detector) {
    StateWriter writer = new StateWriter();
    writer.block(header(detector));
    writer.fixed(detector.signal().code, 1);
    detector.writeState(writer);
    byte[] bytes = writer.toBytes();
    writer.fixed(check(bytes, bytes.length), CHECK);
    return writer.toBytes();
  }

  /**
   * Gives the detector the state that bytes are of; it then continues as the saved one.
   *
   * @throws StateException if the bytes are not the state of such a detector with these settings,
   *     are of a version not known here, were cut or altered; the detector then starts anew
   */
  public static void restore(ChangeDetector detector, byte[] bytes) throws StateException {
    try {
      read(detector, bytes);
    } catch (StateException e) {
      detector.clear();
      detector.say(Signal.STABLE);
      throw e;
    }
  }

  private static void read(ChangeDetector detector, byte[] bytes) throws StateException {
    int end = bytes.length - CHECK;
    StateReader start = new StateReader(bytes, 0, bytes.length);
    if (start.fixed(4) != MAGIC) {
      throw new StateException("the bytes are not a detector's state");
    }
    long version = start.fixed(1);
    if (version != VERSION) {
      throw new StateException("version " + version + " of a detector's state is not known");
    }
    byte[] header = header(detector);
    if (end <= 5 || new StateReader(bytes, end, bytes.length).fixed(CHECK) != check(bytes, end)) {
      throw new StateException("the state was altered or cut");
    }
    if (end < header.length || !Arrays.equals(bytes, 0, header.length, header, 0, header.length)) {
      throw new StateException("the state is of another detector or of other settings");
    }
    StateReader reader = new StateReader(bytes, header.length, end);
    Signal signal =
        Signal.of(reader.fixed(1)).orElseThrow(() -> new StateException("the signal is not known"));
    detector.clear();
    detector.readState(reader);
    reader.finish();
    detector.say(signal);
  }

  private static byte[] header(ChangeDetector detector) {
    byte[] name = detector.name().getBytes(StandardCharsets.US_ASCII);
    StateWriter settings = new StateWriter();
    detector.writeSettings(settings);
    byte[] written = settings.toBytes();
    StateWriter writer = new StateWriter();
    writer.fixed(MAGIC, 4);
    writer.fixed(VERSION, 1);
    writer.fixed(name.length, 1);
    writer.block(name);
    writer.fixed(written.length, 2);
    writer.block(written);
    return writer.toBytes();
  }

  private static long check(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }
}
