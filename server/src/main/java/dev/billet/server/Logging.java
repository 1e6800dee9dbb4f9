package dev.billet.server;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
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

  /**
   * To be called before anything has a logger.
   *
   * @return the loggers whose levels were set; to be kept, as the levels go with them
   */
  static List<Logger> configure() {
    // An operator who brings a configuration of java.util.logging gets that one.
    if (System.getProperty("java.util.logging.config.file") != null
        || System.getProperty("java.util.logging.config.class") != null) {
      return List.of();
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
    return List.of(
        // Jetty and Jersey tell their versions and every start and stop.
        quieter("org.eclipse.jetty", Level.WARNING),
        quieter("org.glassfish", Level.WARNING),
        // The pool and the migrations likewise.
        quieter("com.zaxxer.hikari", Level.WARNING),
        quieter("org.flywaydb", Level.WARNING),
        // Any caller could fill the log with hosts that are none.
        quieter("org.eclipse.jetty.util.HostPort", Level.SEVERE));
  }

  private static Logger quieter(String name, Level level) {
    Logger logger = Logger.getLogger(name);
    logger.setLevel(level);
    return logger;
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
