package dev.billet.sandbox.wire;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What Stripe says of currencies: which it takes, their minor units, and the smallest charges. */
public final class Currencies {

  /** The largest amount of one charge, in minor units of any currency. */
  public static final long MAX_CHARGE = 99_999_999;

  private static final Set<String> ZERO_DECIMAL =
      words("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf");
  private static final Set<String> THREE_DECIMAL = words("bhd jod kwd omr tnd");
  private static final Set<String> SUPPORTED =
      words(
          "aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp"
              + " byn bzd cad cdf chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp"
              + " gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk jmd jod jpy kes kgs"
              + " khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr"
              + " mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron"
              + " rsd rub rwf sar sbd scr sek sgd shp sle sos srd std szl thb tjs tnd top try ttd"
              + " twd tzs uah ugx usd uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw");
  private static final Map<String, Long> MINIMUM =
      Map.ofEntries(
          Map.entry("usd", 50L),
          Map.entry("eur", 50L),
          Map.entry("cad", 50L),
          Map.entry("aud", 50L),
          Map.entry("chf", 50L),
          Map.entry("brl", 50L),
          Map.entry("sgd", 50L),
          Map.entry("nzd", 50L),
          Map.entry("inr", 50L),
          Map.entry("gbp", 30L),
          Map.entry("jpy", 50L),
          Map.entry("dkk", 250L),
          Map.entry("nok", 300L),
          Map.entry("sek", 300L),
          Map.entry("hkd", 400L),
          Map.entry("mxn", 1000L),
          Map.entry("pln", 200L),
          Map.entry("ron", 200L),
          Map.entry("aed", 200L),
          Map.entry("myr", 200L),
          Map.entry("bgn", 100L),
          Map.entry("czk", 1500L),
          Map.entry("thb", 1000L),
          Map.entry("huf", 17500L));

  private Currencies() {}

  /** Returns the codes Stripe takes, in alphabetical order. */
  public static Set<String> supported() {
    return SUPPORTED;
  }

  /** Returns whether Stripe takes this code, in lower case. */
  public static boolean isSupported(String currency) {
    return SUPPORTED.contains(currency);
  }

  /** Returns how many digits of an amount are a fraction of the major unit: 0, 2 or 3. */
  public static int fractionDigits(String currency) {
    if (ZERO_DECIMAL.contains(currency)) {
      return 0;
    }
    return THREE_DECIMAL.contains(currency) ? 3 : 2;
  }

  /** Returns the smallest amount of one charge in minor units; 1 where Stripe names none. */
  public static long minimumCharge(String currency) {
    return MINIMUM.getOrDefault(currency, 1L);
  }

  private static Set<String> words(String words) {
    return java.util.Collections.unmodifiableSet(new TreeSet<>(List.of(words.split(" ", -1))));
  }
}
