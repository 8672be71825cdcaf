// Command workloads is a number of small Go programs, each the shape of what services do with
// their memory, to be run under a memory limit by the recorder.
//
//	workloads SHAPE [key=number]...
//
// It writes a JSON line now and then, as a service does.
package main

import (
	"fmt"
	"math/rand"
	"os"
	"sort"
	"strconv"
	"strings"
	"time"
)

type params map[string]float64

// of is the value of a key, or what it is when not given.
func (p params) of(key string, otherwise float64) float64 {
	if v, ok := p[key]; ok {
		return v
	}
	return otherwise
}

func (p params) mib(key string, otherwise float64) int { return int(p.of(key, otherwise) * (1 << 20)) }

var shapes = map[string]func(params, func() bool){
	"lru":      lru,
	"maps":     maps,
	"appends":  appends,
	"burst":    burst,
	"decode":   decode,
	"pool":     pool,
	"stacks":   stacks,
	"queue":    queue,
	"sessions": sessions,
	"stepleak": stepLeak,
	"steady":   steady,
	"ballast":  ballast,

	"index":       index,
	"memtable":    memtable,
	"doubles":     doubles,
	"report":      report,
	"lateleak":    lateLeak,
	"subscribers": subscribers,
	"tuned":       tuned,
	"mapped":      mapped,
	"filling":     filling,
	"batch":       batch,

	"series":   series,
	"reload":   reload,
	"outage":   outage,
	"uploads":  uploads,
	"images":   images,
	"tides":    tides,
	"registry": registry,
	"frontier": frontier,
	"sorter":   sorter,
	"buffers":  buffers,
	"table":    table,
	"compress": compress,

	"dedupe":     dedupe,
	"substrings": substrings,
	"timers":     timers,
	"snapshot":   snapshot,
	"expiring":   expiring,
	"merging":    merging,
	"windows":    windows,
	"ordered":    ordered,
	"resolver":   resolver,
	"sparse":     sparse,
}

func main() {
	if len(os.Args) < 2 || shapes[os.Args[1]] == nil {
		var names []string
		for name := range shapes {
			names = append(names, name)
		}
		sort.Strings(names)
		fmt.Fprintln(os.Stderr, "usage: workloads SHAPE [key=number]...; shapes:", strings.Join(names, " "))
		os.Exit(2)
	}
	p := params{}
	for _, arg := range os.Args[2:] {
		key, value, _ := strings.Cut(arg, "=")
		number, err := strconv.ParseFloat(value, 64)
		if err != nil {
			fmt.Fprintln(os.Stderr, "not a number:", arg)
			os.Exit(2)
		}
		p[key] = number
	}
	rand.Seed(int64(p.of("seed", 1)))
	say("started", os.Args[1])
	deadline := time.Now().Add(time.Duration(p.of("secs", 15) * float64(time.Second)))
	shapes[os.Args[1]](p, func() bool { return time.Now().Before(deadline) })
	say("done", os.Args[1])
}

func say(message, detail string) {
	fmt.Fprintf(os.Stderr, "{\"level\":\"info\",\"msg\":%q,\"detail\":%q,\"time\":%q}\n",
		message, detail, time.Now().UTC().Format(time.RFC3339))
}

// filled is memory that was written, not only reserved.
func filled(size int) []byte {
	b := make([]byte, size)
	for i := 0; i < len(b); i += 512 {
		b[i] = byte(i)
	}
	return b
}

// garbage allocates so many bytes of small objects that die at once.
var sink []byte

func garbage(bytes int) {
	for bytes > 0 {
		n := 64 + rand.Intn(4000)
		sink = filled(n)
		bytes -= n
	}
}

// pace sleeps so that what was done since the start is done at so many units a second.
func pace(start time.Time, doneUnits, perSecond float64) {
	due := start.Add(time.Duration(doneUnits / perSecond * float64(time.Second)))
	if wait := time.Until(due); wait > 0 {
		time.Sleep(wait)
	}
}
