package dev.billet.server;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Sets up logging: one line per record on standard error, with time (UTC), level, logger and
 * message, and the stack trace below it where there is one.
 */
final class Logging {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Logging() {}

  /** To be called before anything has a logger. */
  static void configure() {
    // An operator who brings a configuration of java.util.logging gets that one.
    if (System.getProperty("java.util.logging.config.file") != null
        || System.getProperty("java.util.logging.config.class") != null) {
      return;
    }
    System.setProperty("java.util.logging.manager", LateManager.class.getName());
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    ConsoleHandler handler = new ConsoleHandler();
    handler.setFormatter(new Line());
    root.addHandler(handler);
    root.setLevel(Level.INFO);
    // Jetty tells its own version and every start and stop.
    quiet("org.eclipse.jetty");
    quiet("org.glassfish");
  }

  // The log manager keeps the logger, and with it the level, as long as it has a handler or a
  // child; Jetty's and Jersey's classes are its children soon after.
  private static void quiet(String name) {
    Logger.getLogger(name).setLevel(Level.WARNING);
  }

  /**
   * Keeps the handlers when the process ends: Java would remove them at once, and what is said
   * while requests are still being answered would be lost.
   */
  public static final class LateManager extends LogManager {
    @Override
    public void reset() {}
  }

  /** Writes a record as one line. */
  static final class Line extends Formatter {
    @Override
    public String format(LogRecord record) {
      StringBuilder line = new StringBuilder();
      line.append(TIME.format(record.getInstant())).append(' ');
      line.append(level(record.getLevel())).append(' ');
      line.append(shortName(record.getLoggerName())).append(": ");
      // A line break in a message could make up a record of its own.
      line.append(formatMessage(record).replaceAll("\\R", " ")).append(System.lineSeparator());
      if (record.getThrown() != null) {
        StringWriter trace = new StringWriter();
        record.getThrown().printStackTrace(new PrintWriter(trace));
        line.append(trace);
      }
      return line.toString();
    }

    private static String level(Level level) {
      if (level.intValue() >= Level.SEVERE.intValue()) {
        return "ERROR";
      }
      if (level.intValue() >= Level.WARNING.intValue()) {
        return "WARN ";
      }
      return level.intValue() >= Level.INFO.intValue() ? "INFO " : "DEBUG";
    }

    private static String shortName(String logger) {
      return logger == null ? "-" : logger.substring(logger.lastIndexOf('.') + 1);
    }
  }
}
