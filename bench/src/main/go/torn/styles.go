package main

import (
	"fmt"
	"math/rand"
	"sort"
	"strings"
	"time"
)

// A style appends one record, its line break included, that no other call appends.
type style func(b []byte, r *rand.Rand, g, n int) []byte

// styles are the ways loggers write, and some that nobody should.
var styles map[string]style

func init() {
	styles = map[string]style{
		"std":      std,
		"json":     slogJSON,
		"slogtext": slogText,
		"logrus":   logrus,
		"zerolog":  zerolog,
		"zap":      zapConsole,
		"klog":     klog,
		"syslog":   syslog,
		"epoch":    epoch,
		"bare":     bare,
		"float":    float,
		"access":   access,
		"stack":    stack,
		"mixed":    mixed,
		"ansi":     ansi,
		"clock":    clock,
		"csv":      csv,
		"hclog":    hclog,
		"hexid":    hexid,
		"kmsg":     kmsg,
		"logfmt":   logfmt,
		"table":    table,
		"words":    words,
		"hostile":  hostile,
		"large":    large,
	}
}

func styleNames() []string {
	var names []string
	for name := range styles {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

var verbs = []string{"GET", "POST", "PUT", "DELETE"}
var paths = []string{"/api/v1/items", "/healthz", "/login", "/api/v1/orders/1042/lines"}
var messages = []string{"handled request", "marshal response", "cache miss", "retrying", "done"}

func pick(r *rand.Rand, from []string) string { return from[r.Intn(len(from))] }

func add(b []byte, format string, args ...interface{}) []byte {
	return append(b, fmt.Sprintf(format, args...)...)
}

// std is the log package with microseconds.
func std(b []byte, r *rand.Rand, g, n int) []byte {
	return add(b, "%s worker=%d seq=%d %s %s 200 1.23ms\n",
		time.Now().Format("2006/01/02 15:04:05.000000"), g, n, pick(r, verbs), pick(r, paths))
}

func slogJSON(b []byte, r *rand.Rand, g, n int) []byte {
	return add(b, `{"time":%q,"level":"INFO","msg":%q,"worker":%d,"seq":%d}`+"\n",
		time.Now().Format(time.RFC3339Nano), pick(r, messages), g, n)
}

func slogText(b []byte, r *rand.Rand, g, n int) []byte {
	return add(b, "time=%s level=INFO msg=%q worker=%d seq=%d\n",
		time.Now().Format("2006-01-02T15:04:05.000Z07:00"), pick(r, messages), g, n)
}

func logrus(b []byte, r *rand.Rand, g, n int) []byte {
	return add(b, "time=%q level=info msg=%q seq=%d worker=%d\n",
		time.Now().Format(time.RFC3339), pick(r, messages), n, g)
}

func zerolog(b []byte, r *rand.Rand, g, n int) []byte {
	return add(b, `{"level":"info","worker":%d,"seq":%d,"time":%d,"message":%q}`+"\n",
		g, n, time.Now().Unix(), pick(r, messages))
}

func zapConsole(b []byte, r *rand.Rand, g, n int) []byte {
	return add(b, "%s\tINFO\tserver/handler.go:%d\t%s\t{\"worker\": %d, \"seq\": %d}\n",
		time.Now().Format("2006-01-02T15:04:05.000Z0700"), 10+r.Intn(900), pick(r, messages), g, n)
}

func klog(b []byte, r *rand.Rand, g, n int) []byte {
	return add(b, "%s%s %7d handler.go:%d] %s worker=%d seq=%d\n", pick(r, []string{"I", "I", "I", "W", "E"}),
		time.Now().Format("0102 15:04:05.000000"), 1, 10+r.Intn(900), pick(r, messages), g, n)
}

func syslog(b []byte, r *rand.Rand, g, n int) []byte {
	return add(b, "<%d>%s app[%d]: %s worker=%d seq=%d\n", 11+r.Intn(4)*8,
		time.Now().Format("Jan _2 15:04:05"), 1, pick(r, messages), g, n)
}

// epoch begins with the seconds since 1970, as several Python and C loggers do.
func epoch(b []byte, r *rand.Rand, g, n int) []byte {
	now := time.Now().UnixNano()
	return add(b, "%d.%06d INFO %s worker=%d seq=%d\n", now/1e9, now%1e9/1e3, pick(r, messages), g, n)
}

// bare begins with a counter of any length.
func bare(b []byte, r *rand.Rand, g, n int) []byte {
	return add(b, "%d requests done by worker %d in pass %d\n", 1+r.Intn(1+r.Intn(100000)), g, n)
}

// float begins with a number in the very form of the runtime's own.
func float(b []byte, r *rand.Rand, g, n int) []byte {
	return add(b, "%s ms for %s (worker %d, seq %d)\n",
		pick(r, []string{"0", "0.052", "0.31", "4.7", "0.5", "12", "187"}), pick(r, paths), g, n)
}

// access is the common log format of web servers.
func access(b []byte, r *rand.Rand, g, n int) []byte {
	return add(b, "%d.%d.%d.%d - - [%s] \"%s %s HTTP/1.1\" 200 %d \"seq %d/%d\"\n",
		10+r.Intn(200), r.Intn(256), r.Intn(256), r.Intn(256),
		time.Now().Format("02/Jan/2006:15:04:05 -0700"), pick(r, verbs), pick(r, paths), r.Intn(9000), g, n)
}

// stack is a record of many lines, blank ones among them, in one write.
func stack(b []byte, r *rand.Rand, g, n int) []byte {
	b = add(b, "%s worker=%d seq=%d recovered: runtime error: index out of range [%d] with length %d\n",
		time.Now().Format("2006/01/02 15:04:05"), g, n, 1+r.Intn(9), r.Intn(2))
	for f := r.Intn(4); f >= 0; f-- {
		b = add(b, "goroutine %d [running]:\nmain.handle(0xc%09x, {0x%x, 0x3})\n\t/src/server/handler.go:%d +0x%x\n",
			1+r.Intn(99), r.Intn(1<<30), r.Intn(1<<20), r.Intn(999), r.Intn(4096))
		if f > 0 {
			b = append(b, '\n')
		}
	}
	return b
}

// mixed is what a service with many libraries logs.
func mixed(b []byte, r *rand.Rand, g, n int) []byte {
	return []style{std, slogJSON, slogText, logrus, klog, access, bare, stack}[r.Intn(8)](b, r, g, n)
}

// hostile begins like the very tokens of a gctrace line.
func hostile(b []byte, r *rand.Rand, g, n int) []byte {
	begin := pick(r, []string{
		"gc ran by hand", "gc 7 of 12 shards", "0.31 s to go", "12+7 things", "3->4 moved", "+5 items",
		"/var/log/app", " ms, not seconds", " MB", "->", " P", "2 P", "s done", "%: percent",
		"0.052+1.2+0.003 ms clock?", "2/3/4 of the work", "16 MB read", "@now", " (forced)", "7",
	})
	return add(b, "%s: worker %d seq %d\n", begin, g, n)
}

// largeAlphabet holds no letter of a gctrace line.
const largeAlphabet = "hjqvwxyzHJQVWXYZ_"

// large is longer than PIPE_BUF, so that a pipe may cut it, and is made of letters that no gctrace
// line holds.
func large(b []byte, r *rand.Rand, g, n int) []byte {
	length := 3000 + r.Intn(14000)
	var s strings.Builder
	for s.Len() < length {
		s.WriteString(largeAlphabet)
	}
	return append(append(b, s.String()...), '$', '\n')
}
