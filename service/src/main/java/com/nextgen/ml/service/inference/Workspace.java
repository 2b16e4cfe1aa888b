package com.nextgen.ml.service.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Direct buffers for one call's input tensors. They grow to the largest call and are reused. */
final class Workspace {
  private final int[] bytesPerRow;
  private final ByteBuffer[] buffers;

  Workspace(List<InputTensor> tensors) {
    bytesPerRow = tensors.stream().mapToInt(InputTensor::bytesPerRow).toArray();
    buffers = new ByteBuffer[bytesPerRow.length];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = allocate(bytesPerRow[i]);
    }
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
    private final AtomicReferenceArray<@Nullable Workspace> slots =
        new AtomicReferenceArray<>(SLOTS);

    Pool(List<InputTensor> tensors) {
      this.tensors = tensors;
    }

    Workspace take() {
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
      return new Workspace(tensors);
    }

    void give(Workspace workspace) {
      int own = own();
      for (int i = 0; i < SLOTS; i++) {
        int slot = (own + i) % SLOTS;
        if (slots.get(slot) == null && slots.compareAndSet(slot, null, workspace)) {
          return;
        }
      }
    }

    private static int own() {
      return (int) (Thread.currentThread().getId() % SLOTS);
    }
  }
}
