package com.nextgen.ml.service.training.meaning;

import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.loading.ModelOpener;
import com.nextgen.ml.service.inference.onnx.OnnxModel;
import com.nextgen.ml.service.inference.onnx.RawOutputs;
import com.nextgen.ml.service.registry.StoredVersion;
import com.nextgen.ml.service.training.CaptureProgress;
import com.nextgen.ml.service.training.RowFile;
import com.nextgen.ml.service.training.RowKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs a model's file on rows whose truth is known. */
record EvidencePass(ModelOpener opener, CsvFormat spellings, CaptureProgress progress)
    implements EvidenceSource {
  /** No more scores are kept; the rows behind them are not asked. */
  private static final int MAX_SCORES = 2_000_000;

  /** Nor more rows. */
  private static final int MAX_ROWS = 200_000;

  /** Returns whether so many rows tell enough. */
  static boolean isEnough(int rows, int width) {
    return rows >= MAX_ROWS || (long) rows * width >= MAX_SCORES;
  }

  @Override
  public Evidence of(StoredVersion stored, Path file, String from)
      throws ModelLoadException, CsvException, InferenceException {
    List<RawOutputs> outputs = new ArrayList<>();
    List<int[]> truth = new ArrayList<>();
    int rows = 0;
    progress.begin(from + " asked what scores mean");
    try (OnnxModel model = opener.openRaw(stored);
        RowFile open = RowFile.open(file, stored.schema(), spellings, RowKeys.NONE)) {
      for (RowFile.Block block = open.next(); block != null; block = open.next()) {
        RawOutputs raw = model.raw(block.rows());
        outputs.add(raw);
        truth.add(known(block.labels().classIndex(), raw.rows()));
        rows += raw.rows();
        progress.at(rows, open.fraction());
        if (isEnough(rows, raw.width())) {
          break;
        }
      }
    } catch (CsvException e) {
      throw new CsvException(file + ": " + e.getMessage(), e);
    } catch (InferenceException e) {
      throw new InferenceException(
          e.reason(), file + ", behind its row " + rows + ": " + e.getMessage());
    }
    progress.end(rows);
    if (rows == 0) {
      throw new CsvException(file + ": the file has no rows");
    }
    return new Evidence(
        from, RawOutputs.joined(outputs), truth.stream().flatMapToInt(Arrays::stream).toArray());
  }

  /** The classes, or as many that are not known. */
  static int[] known(int[] classIndex, int rows) {
    if (classIndex.length > 0) {
      return classIndex;
    }
    int[] unknown = new int[rows];
    Arrays.fill(unknown, -1);
    return unknown;
  }
}
