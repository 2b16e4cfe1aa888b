package com.nextgen.ml.monitoring.concept;

import com.nextgen.ml.monitoring.detector.Adwin;
import com.nextgen.ml.monitoring.detector.ChangeDetector;
import com.nextgen.ml.monitoring.detector.Cusum;
import com.nextgen.ml.monitoring.detector.Ddm;
import com.nextgen.ml.monitoring.detector.DetectorCodec;
import com.nextgen.ml.monitoring.detector.EDetector;
import com.nextgen.ml.monitoring.detector.Eddm;
import com.nextgen.ml.monitoring.detector.HddmA;
import com.nextgen.ml.monitoring.detector.HddmW;
import com.nextgen.ml.monitoring.detector.Kswin;
import com.nextgen.ml.monitoring.detector.PageHinkley;
import com.nextgen.ml.monitoring.detector.StateException;
import com.nextgen.ml.monitoring.detector.StateReader;
import com.nextgen.ml.monitoring.detector.StateWriter;
import com.nextgen.ml.monitoring.schema.policy.ConceptPolicy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The detectors of one model version, fed with its losses in one order. The first that the policy
 * names raises alarms; the others are shown. The e-detector is two, of the 0/1 loss and, where
 * there is one, of the squared loss, which has a fifth of the alarms, so that both together keep
 * the run length. They take clusters of rows as their losses depend on each other; the others take
 * every row.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class ConceptDetectors {
  /** For how many labels after an alarm a detector counts as having found a drift. */
  public static final int HOLD = 1000;

  /** The name of the e-detector of the squared loss. */
  public static final String SQUARED = "e-detector-brier";

  private static final int MAGIC = 0x4d4c4344;
  private static final int VERSION = 2;
  private static final long SEED = 20221;

  /** Of the alarms: the squared loss seldom tells what the errors do not, and needs as long. */
  private static final double SQUARED_SHARE = 0.2;

  private final List<DetectorRun> watched = new ArrayList<>();
  private final List<RowRun> byRow = new ArrayList<>();
  private final List<ClusterRun> byCluster = new ArrayList<>();
  private final OpenClusters clusters = new OpenClusters(byCluster);
  private final String first;
  private long labels;

  /**
   * Begins with no label seen.
   *
   * @param runLength the least average number of labels to a false alarm, more than 1
   */
  public ConceptDetectors(LossBounds bounds, ConceptPolicy policy, double runLength) {
    this.first = policy.detectors().get(0);
    for (String name : policy.detectors()) {
      if (name.equals("e-detector")) {
        eDetectors(bounds, policy.margin(), runLength);
      } else {
        RowRun run = new RowRun(of(name, bounds));
        byRow.add(run);
        watched.add(run);
      }
    }
  }

  private void eDetectors(LossBounds bounds, double margin, double runLength) {
    boolean both = bounds.squared().isPresent();
    double error = bounds.unchanged(bounds.error(), margin);
    double errors = both ? runLength / (1 - SQUARED_SHARE) : runLength;
    byCluster.add(new ClusterRun(new EDetector(EDetector.Settings.of(error, errors)), false));
    if (both) {
      double squared = bounds.unchanged(bounds.squared().getAsDouble(), margin);
      byCluster.add(
          new ClusterRun(
              new EDetector(SQUARED, EDetector.Settings.of(squared, runLength / SQUARED_SHARE)),
              true));
    }
    watched.addAll(byCluster);
  }

  private static ChangeDetector of(String name, LossBounds bounds) {
    return switch (name) {
      case "adwin" -> new Adwin(Adwin.Settings.DEFAULT);
      case "ddm" -> new Ddm(Ddm.Settings.DEFAULT);
      case "eddm" -> new Eddm(Eddm.Settings.DEFAULT);
      case "hddm-a" -> new HddmA(HddmA.Settings.DEFAULT);
      case "hddm-w" -> new HddmW(HddmW.Settings.DEFAULT);
      case "page-hinkley" -> new PageHinkley(PageHinkley.Settings.DEFAULT);
      case "kswin" -> new Kswin(Kswin.Settings.paper(SEED));
      case "cusum" -> {
        double mean = bounds.unchanged(bounds.error(), 0);
        yield new Cusum(Cusum.Settings.of(mean, Math.sqrt(mean * (1 - mean))));
      }
      default -> throw new IllegalArgumentException("no detector is called " + name);
    };
  }

  /**
   * Takes the next loss.
   *
   * @param cluster the rows that may depend on this one
   * @return the places at which the detector that raises alarms did: this one, or the last of a
   *     cluster that closed
   */
  public List<LossPlace> add(Loss loss, LossPlace place, RowCluster cluster) {
    labels++;
    Set<LossPlace> alarms = new LinkedHashSet<>();
    for (OpenClusters.Open closed : clusters.add(loss, place, cluster)) {
      for (int i = 0; i < byCluster.size(); i++) {
        ClusterRun run = byCluster.get(i);
        if (run.close(closed.losses.get(i), closed.place.at()) && raises(run)) {
          alarms.add(closed.place);
        }
      }
    }
    for (RowRun run : byRow) {
      if (run.add(loss, place.at()) && raises(run)) {
        alarms.add(place);
      }
    }
    return List.copyOf(alarms);
  }

  private boolean raises(DetectorRun each) {
    String name = each.detector.name();
    return name.equals(first) || (first.equals("e-detector") && name.equals(SQUARED));
  }

  /** Labels seen in all. */
  public long labels() {
    return labels;
  }

  /** Returns whether a detector that raises alarms did within the last {@link #HOLD} labels. */
  public boolean drifted() {
    return watched.stream().anyMatch(each -> raises(each) && each.drifted());
  }

  /** Returns what each detector says, those that raise alarms first. */
  public List<DetectorStatus> statuses() {
    return watched.stream().map(DetectorRun::status).toList();
  }

  /**
   * Returns the state as bytes: {@code "MLCD"}, 2, the labels, then of each detector its counts
   * and, with four bytes of length before it, what {@link DetectorCodec} writes, and of an
   * e-detector what it knows of clusters; then the clusters that are open. A CRC-32 ends it.
   * Version 1, which is read, knew no clusters.
   */
  public byte[] encode() {
    StateWriter writer = new StateWriter();
    writer.fixed(MAGIC, 4);
    writer.fixed(VERSION, 1);
    writer.whole(labels);
    writer.whole(watched.size());
    watched.forEach(each -> each.write(writer));
    clusters.write(writer);
    byte[] bytes = writer.toBytes();
    writer.fixed(check(bytes, bytes.length), 4);
    return writer.toBytes();
  }

  /**
   * Continues where another such set was.
   *
   * @throws StateException if the bytes are not the state of detectors with these settings; all
   *     begin anew then
   */
  public void restore(byte[] bytes) throws StateException {
    try {
      read(bytes);
    } catch (StateException e) {
      labels = 0;
      watched.forEach(DetectorRun::clear);
      clusters.clear();
      throw e;
    }
  }

  private void read(byte[] bytes) throws StateException {
    StateReader reader = new StateReader(bytes, 0, Math.max(0, bytes.length - 4));
    long magic = reader.fixed(4);
    long version = reader.fixed(1);
    if (magic != MAGIC || version < 1 || version > VERSION) {
      throw new StateException("the bytes are not a state of detectors known here");
    }
    int end = bytes.length - 4;
    if (new StateReader(bytes, end, bytes.length).fixed(4) != check(bytes, end)) {
      throw new StateException("the state was altered or cut");
    }
    labels = reader.count();
    if (reader.whole() != watched.size()) {
      throw new StateException("the state is of other detectors");
    }
    for (DetectorRun each : watched) {
      each.read(reader, version);
    }
    clusters.clear();
    if (version > 1) {
      clusters.read(reader);
    }
    reader.finish();
  }

  private static long check(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }
}
