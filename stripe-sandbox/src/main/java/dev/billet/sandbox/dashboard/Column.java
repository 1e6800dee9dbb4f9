package dev.billet.sandbox.dashboard;

/**
 * A column of a list.
 *
 * @param title its heading
 * @param style the class of its cells
 * @param cell what is in it
 */
record Column(String title, String style, Cell cell) {

  static Column of(String title, Cell cell) {
    return new Column(title, "text", cell);
  }

  /** A column whose content lines up on the right. */
  static Column amount(String title, Cell cell) {
    return new Column(title, "num", cell);
  }
}
