/**
 * Charts as PNG and SVG files: {@link dev.gctrace.cli.chart.ChartFile}. Nothing outside of this
 * package knows AWT, JFreeChart or Batik, so that none of them is loaded unless a chart is written.
 */
package dev.gctrace.cli.chart;
