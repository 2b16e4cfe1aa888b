package com.nextgen.ml.service.inference.onnx;

import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What one call runs with: direct buffers for its input tensors, which grow to the largest call,
 * and the options by which it is ended. Both are reused.
 */
final class Workspace {
  private final WatchedRun run;
  private final int[] bytesPerRow;
  private final ByteBuffer[] buffers;

  Workspace(List<InputTensor> tensors, WatchedRun run) {
    this.run = run;
    bytesPerRow = tensors.stream().mapToInt(InputTensor::bytesPerRow).toArray();
    buffers = new ByteBuffer[bytesPerRow.length];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = allocate(bytesPerRow[i]);
    }
  }

  WatchedRun run() {
    return run;
  }

  /** The buffer of tensor {@code i}, with room for {@code rows}. */
  ByteBuffer buffer(int i, int rows) {
    int needed = bytesPerRow[i] * rows;
    if (buffers[i].capacity() < needed) {
      int room = Integer.highestOneBit(Math.max(1, rows - 1)) * 2;
      buffers[i] = allocate(Math.max(needed, bytesPerRow[i] * room));
    }
    return buffers[i];
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  /**
   * Workspaces that wait for the next call: a thread looks in its own slot, then in the next ones,
   * and makes a new one if all are empty. No more are kept than there are slots.
   */
  static final class Pool {
    private static final int SLOTS = 16;

    private final List<InputTensor> tensors;
    private final RunWatchdog watchdog;
    private final AtomicReferenceArray<@Nullable Workspace> slots =
        new AtomicReferenceArray<>(SLOTS);

    Pool(List<InputTensor> tensors, RunWatchdog watchdog) {
      this.tensors = tensors;
      this.watchdog = watchdog;
    }

    Workspace take() throws OrtException {
      int own = own();
      for (int i = 0; i < SLOTS; i++) {
        int slot = (own + i) % SLOTS;
        if (slots.get(slot) != null) {
          Workspace taken = slots.getAndSet(slot, null);
          if (taken != null) {
            return taken;
          }
        }
      }
      Workspace made = new Workspace(tensors, new WatchedRun());
      watchdog.add(made.run);
      return made;
    }

    void give(Workspace workspace) {
      int own = own();
      for (int i = 0; i < SLOTS; i++) {
        int slot = (own + i) % SLOTS;
        if (slots.get(slot) == null && slots.compareAndSet(slot, null, workspace)) {
          return;
        }
      }
      watchdog.remove(workspace.run);
    }

    /** Ends all that wait; none may be in use. */
    void close() {
      for (int slot = 0; slot < SLOTS; slot++) {
        Workspace kept = slots.getAndSet(slot, null);
        if (kept != null) {
          watchdog.remove(kept.run);
        }
      }
    }

    private static int own() {
      return (int) (Thread.currentThread().getId() % SLOTS);
    }
  }
}
