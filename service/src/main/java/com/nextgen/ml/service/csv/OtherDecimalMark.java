package com.nextgen.ml.service.csv;

/** Tells columns of numbers that a wrong {@code --decimal} makes texts of. */
public final class OtherDecimalMark {
  private OtherDecimalMark() {}

  /** Returns whether {@code text} is a number where decimals begin with the other mark. */
  public static boolean fits(String text, CsvFormat format) {
    String stripped = text.strip();
    return CsvFormat.isNumber(format.decimalComma() ? stripped : stripped.replace(',', '.'));
  }

  /** Returns what to say on the command line for the other mark. */
  public static String option(CsvFormat format) {
    return format.decimalComma() ? "--decimal ." : "--decimal ,";
  }
}
