package com.nextgen.ml.service.training.meaning;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.inference.onnx.RawOutputs;
import com.nextgen.ml.service.registry.StoredVersion;
import com.nextgen.ml.service.training.CaptureProgress;
import com.nextgen.ml.service.training.PredictionColumns;
import com.nextgen.ml.service.training.PredictionValues;
import com.nextgen.ml.service.training.RowFile;
import com.nextgen.ml.service.training.RowKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Reads from a file what a model said that is served elsewhere. */
record ColumnEvidence(PredictionColumns columns, CsvFormat format, CaptureProgress progress)
    implements EvidenceSource {
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

  @Override
  public Evidence of(StoredVersion stored, Path file, String from) throws CsvException {
    ModelSchema schema = stored.schema();
    List<RawOutputs> outputs = new ArrayList<>();
    List<int[]> truth = new ArrayList<>();
    int rows = 0;
    progress.begin(from + " asked what scores mean");
    try (RowFile open = RowFile.open(file, schema, format, RowKeys.NONE, columns)) {
      for (RowFile.Block block = open.next(); block != null; block = open.next()) {
        PredictionValues said = block.predictions();
        if (said != null) {
          outputs.add(outputs(schema, said));
          truth.add(EvidencePass.known(block.labels().classIndex(), said.rows()));
          rows += said.rows();
          progress.at(rows, open.fraction());
        }
        if (EvidencePass.isEnough(rows, columns.scores().size())) {
          break;
        }
      }
    } catch (CsvException e) {
      throw new CsvException(file + ": " + e.getMessage(), e);
    }
    progress.end(rows);
    if (rows == 0) {
      throw new CsvException(file + ": the file has no rows");
    }
    return new Evidence(
        from, RawOutputs.joined(outputs), truth.stream().flatMapToInt(Arrays::stream).toArray());
  }

  @SuppressWarnings("NullAway") // the parameter is nullable; the checker loses that here
  private static RawOutputs outputs(ModelSchema schema, PredictionValues said) {
    List<String> labels =
        said.classIndex().length == 0
            ? null
            : Arrays.stream(said.classIndex()).mapToObj(schema.classes()::get).toList();
    boolean numbers = schema.classes().stream().allMatch(name -> WHOLE.matcher(name).matches());
    return new RawOutputs(said.rows(), labels, numbers, said.scores(), said.width(), List.of());
  }
}
