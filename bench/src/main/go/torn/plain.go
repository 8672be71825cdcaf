package main

import (
	"math/rand"
	"time"
)

// begun is what styles count their time from that show how long a program runs.
var begun = time.Now()

// ansi is logrus and its like on a terminal: colours, and whole seconds since the start.
func ansi(b []byte, r *rand.Rand, g, n int) []byte {
	level := pick(r, []string{"\x1b[36mINFO", "\x1b[33mWARN", "\x1b[31mERRO"})
	return add(b, "%s\x1b[0m[%04d] %-30s worker=%d seq=%d\n",
		level, int(time.Since(begun).Seconds()), pick(r, messages), g, n)
}

// clock is a time of day and no date.
func clock(b []byte, r *rand.Rand, g, n int) []byte {
	return add(b, "%s %s worker=%d seq=%d\n", time.Now().Format("15:04:05.000"), pick(r, messages), g, n)
}

// csv begins with milliseconds since 1970.
func csv(b []byte, r *rand.Rand, g, n int) []byte {
	return add(b, "%d,%s,%s,%d,%d\n", time.Now().UnixNano()/1e6, pick(r, verbs), pick(r, paths), g, n)
}

// hclog is the form of HashiCorp's logger.
func hclog(b []byte, r *rand.Rand, g, n int) []byte {
	return add(b, "%s [%s]  server: %s: worker=%d seq=%d\n", time.Now().Format("2006-01-02T15:04:05.000Z0700"),
		pick(r, []string{"INFO", "WARN", "DEBUG"}), pick(r, messages), g, n)
}

// hexid begins with the hexadecimal number of a request, which may begin with digits.
func hexid(b []byte, r *rand.Rand, g, n int) []byte {
	return add(b, "%08x %s worker=%d seq=%d\n", r.Uint32(), pick(r, messages), g, n)
}

// kmsg is what the kernel's log looks like: seconds in brackets.
func kmsg(b []byte, r *rand.Rand, g, n int) []byte {
	return add(b, "[%12.6f] worker %d: %s (%d)\n", time.Since(begun).Seconds(), g, pick(r, messages), n)
}

// logfmt is go-kit's: the time first, as a number.
func logfmt(b []byte, r *rand.Rand, g, n int) []byte {
	return add(b, "ts=%d caller=handler.go:%d level=info msg=%q worker=%d seq=%d\n",
		time.Now().Unix(), 10+r.Intn(900), pick(r, messages), g, n)
}

// table is a report in columns: lines begin with blanks and numbers of any length.
func table(b []byte, r *rand.Rand, g, n int) []byte {
	return add(b, "%6d items in %d ms (worker %d, seq %d)\n", r.Intn(1+r.Intn(100000)), r.Intn(100), g, n)
}

// words begins with any word.
func words(b []byte, r *rand.Rand, g, n int) []byte {
	text := pick(r, []string{"queue is empty", "retrying in 3s", "GET /healthz", "warning: slow disk",
		"no such item", "Connected.", "flushed 12 items", "still waiting for the leader", "ok", "cache miss"})
	return add(b, "%s (worker %d, seq %d)\n", text, g, n)
}
