package com.nextgen.ml.service.serving;

import com.nextgen.ml.service.inference.RowDetails;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of its rows beside their features.
 *
 * @param ids the caller's id of each row, null where it gave none; empty if it gave none at all
 * @param requestId makes the ids of the others
 * @param callers whether {@code requestId} is the caller's
 * @param rows how many
 * @param receivedAt in milliseconds since 1970
 * @param groups the group attributes of each row, null where there are none; empty if there are
 *     none at all
 * @param subjects likewise whom each row is about
 */
public record RowMetadata(
    List<@Nullable String> ids,
    String requestId,
    boolean callers,
    int rows,
    long receivedAt,
    List<@Nullable Map<String, String>> groups,
    List<@Nullable String> subjects)
    implements RowDetails {

  /** Of rows that have nothing but the request's id. */
  public static RowMetadata of(String requestId, boolean callers, int rows, long receivedAt) {
    return new RowMetadata(List.of(), requestId, callers, rows, receivedAt, List.of(), List.of());
  }

  /**
   * Returns the row's own id, or {@code <id of the request>#<row>}, without the row if there is but
   * one.
   */
  @Override
  public String id(int row) {
    String own = ids.isEmpty() ? null : ids.get(row);
    return own != null ? own : rows == 1 ? requestId : requestId + "#" + row;
  }

  @Override
  public boolean isCallersId(int row) {
    return callers || (!ids.isEmpty() && ids.get(row) != null);
  }

  @Override
  public long predictedAt(int row) {
    return receivedAt;
  }

  @Override
  public @Nullable String group(int row, String attribute) {
    Map<String, String> own = groups.isEmpty() ? null : groups.get(row);
    return own == null ? null : own.get(attribute);
  }

  @Override
  public @Nullable String subject(int row) {
    return subjects.isEmpty() ? null : subjects.get(row);
  }

  @Override
  public String request() {
    return requestId;
  }

  @Override
  public int requestRows() {
    return rows;
  }
}
