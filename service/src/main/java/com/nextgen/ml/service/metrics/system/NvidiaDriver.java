package com.nextgen.ml.service.metrics.system;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks NVIDIA's management library, which comes with the driver, for its GPUs (<a
 * href="https://docs.nvidia.com/deploy/nvml-api/">NVML</a>). Without driver or GPU there are none.
 * Not thread-safe.
 */
final class NvidiaDriver implements Supplier<List<GpuFigures>> {
  private static final int SUCCESS = 0;

  /** {@code nvmlUtilization_t}: two unsigned ints, the first one being percent of time busy. */
  private static final int UTILIZATION_BYTES = 8;

  /** {@code nvmlMemory_t}: three unsigned longs, total, free and used. */
  private static final int MEMORY_BYTES = 24;

  private @Nullable NativeLibrary library;
  private boolean opened;

  @Override
  public List<GpuFigures> get() {
    if (!opened) {
      opened = true;
      library = open();
    }
    NativeLibrary nvml = library;
    if (nvml == null) {
      return List.of();
    }
    IntByReference count = new IntByReference();
    if (!succeeds(nvml, "nvmlDeviceGetCount_v2", count)) {
      return List.of();
    }
    List<GpuFigures> gpus = new ArrayList<>();
    for (int index = 0; index < count.getValue(); index++) {
      PointerByReference device = new PointerByReference();
      if (succeeds(nvml, "nvmlDeviceGetHandleByIndex_v2", index, device)) {
        gpus.add(figures(nvml, index, device.getValue()));
      }
    }
    return gpus;
  }

  private static GpuFigures figures(NativeLibrary nvml, int index, Pointer device) {
    try (Memory utilization = new Memory(UTILIZATION_BYTES);
        Memory memory = new Memory(MEMORY_BYTES)) {
      boolean busy = succeeds(nvml, "nvmlDeviceGetUtilizationRates", device, utilization);
      boolean bytes = succeeds(nvml, "nvmlDeviceGetMemoryInfo", device, memory);
      return new GpuFigures(
          index,
          busy ? OptionalDouble.of(utilization.getInt(0) / 100.0) : OptionalDouble.empty(),
          bytes ? OptionalDouble.of((double) memory.getLong(16)) : OptionalDouble.empty(),
          bytes ? OptionalDouble.of((double) memory.getLong(0)) : OptionalDouble.empty());
    }
  }

  private static @Nullable NativeLibrary open() {
    try {
      NativeLibrary nvml = NativeLibrary.getInstance("nvidia-ml");
      return succeeds(nvml, "nvmlInit_v2") ? nvml : null;
    } catch (LinkageError e) {
      return null; // no driver, or no native code allowed
    }
  }

  private static boolean succeeds(NativeLibrary nvml, String function, Object... arguments) {
    try {
      return nvml.getFunction(function).invokeInt(arguments) == SUCCESS;
    } catch (LinkageError e) {
      return false; // a driver older than the function
    }
  }
}
