package main

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand"
	"runtime/debug"
	"strings"
	"syscall"
	"time"
)

// wait stops between two pieces of work, a tenth of a second if not told otherwise.
func wait(p params) { time.Sleep(time.Duration(p.of("pause", 0.1) * float64(time.Second))) }

// index is a search index in memory: words to the documents that hold them; it only grows.
func index(p params, run func() bool) {
	postings := map[string][]int32{}
	start := time.Now()
	for doc := 0; run(); doc++ {
		for i := 0; i < 40; i++ {
			u := rand.Float64()
			word := fmt.Sprintf("word-%d", int(u*u*u*p.of("words", 3e5)))
			postings[word] = append(postings[word], int32(doc))
		}
		garbage(6000)
		pace(start, float64(doc), p.of("rate", 4000))
	}
}

// memtable takes rows until there are size MiB of them, then writes them out and begins anew.
func memtable(p params, run func() bool) {
	type row struct {
		key   string
		value []byte
	}
	var rows []*row
	held := 0
	start, made := time.Now(), 0.0
	for i := 0; run(); i++ {
		r := &row{fmt.Sprintf("key-%012d", i), filled(100 + rand.Intn(1000))}
		rows = append(rows, r)
		held += len(r.value) + 64
		made += float64(len(r.value))
		if held > p.mib("size", 40) {
			say("flush", fmt.Sprint(len(rows)))
			out := make([]byte, 0, 1<<20)
			for _, r := range rows {
				if out = append(out, r.value...); len(out) > 1<<20-2000 {
					out = out[:0]
				}
			}
			rows, held = nil, 0
		}
		pace(start, made/(1<<20), p.of("rate", 15))
	}
}

// doubles has data that doubles every few seconds, as work that multiplies.
func doubles(p params, run func() bool) {
	var keep []*node
	held, start := 0.0, time.Now()
	for run() {
		target := p.of("live", 6) * math.Pow(2, time.Since(start).Seconds()/p.of("every", 3))
		for ; held < target; held += 0.5 {
			keep = append(keep, nodes(1<<19))
		}
		garbage(int(p.of("garbage", 2) * (1 << 20)))
		wait(p)
	}
	sink = []byte{byte(keep[0].key)}
}

// report answers queries: rows are gathered, made JSON and let go; few are large.
func report(p params, run func() bool) {
	type row struct {
		ID     int      `json:"id"`
		Name   string   `json:"name"`
		Tags   []string `json:"tags"`
		Amount float64  `json:"amount"`
	}
	keep := nodes(p.mib("live", 25))
	for n := 0; run(); n++ {
		size := int(p.of("rows", 4000) * math.Exp(p.of("spread", 1)*rand.NormFloat64()))
		var rows []*row
		for i := 0; i < size; i++ {
			rows = append(rows, &row{i, fmt.Sprintf("customer %d", i), []string{"a", strings.Repeat("b", i%40)}, float64(i) / 4})
		}
		text, err := json.Marshal(rows)
		if err != nil {
			panic("the rows are sound")
		}
		if n%20 == 0 {
			say("report", fmt.Sprint(len(text)))
		}
		wait(p)
	}
	keep.key++
}

// lateLeak is healthy for after seconds, then keeps a little of each request.
func lateLeak(p params, run func() bool) {
	keep := []*node{nodes(p.mib("live", 40))}
	start := time.Now()
	for i := 0; run(); i++ {
		if time.Since(start).Seconds() > p.of("after", 8) {
			keep = append(keep, nodes(p.mib("each", 0.1)))
		}
		garbage(1 << 20)
		pace(start, float64(i), p.of("rate", 60))
	}
	sink = []byte{byte(keep[0].key)}
}

// subscribers are goroutines with a buffer each that nobody ends.
func subscribers(p params, run func() bool) {
	start := time.Now()
	for i := 0; run(); i++ {
		messages := make(chan []byte, 16)
		go func() {
			for m := range messages {
				sink = m
			}
		}()
		messages <- filled(int(p.of("buffer", 2000)))
		garbage(20 << 10)
		pace(start, float64(i), p.of("rate", 1500))
	}
}

// tuned sets GOGC before it works, higher and lower in turns, as programs that tune it do.
func tuned(p params, run func() bool) {
	keep := nodes(p.mib("live", 40))
	start := time.Now()
	for i := 0; run(); i++ {
		if int(time.Since(start).Seconds()/p.of("every", 5))%2 == 1 {
			debug.SetGCPercent(int(p.of("high", 200)))
		} else {
			debug.SetGCPercent(int(p.of("low", 50)))
		}
		garbage(1 << 20)
		pace(start, float64(i), p.of("rate", 60))
	}
	keep.key++
}

// mapped leaks memory that is not Go's, beside a healthy heap.
func mapped(p params, run func() bool) {
	keep := nodes(p.mib("live", 20))
	start := time.Now()
	for i := 0; run(); i++ {
		if i%20 == 0 {
			b, err := syscall.Mmap(-1, 0, p.mib("piece", 2), syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
			if err != nil {
				panic(err)
			}
			for j := 0; j < len(b); j += 4096 {
				b[j] = 1
			}
		}
		garbage(1 << 20)
		pace(start, float64(i), p.of("rate", 60))
	}
	keep.key++
}

// filling is a cache that fills fast, ever more slowly, and stays.
func filling(p params, run func() bool) {
	keep := map[int][]byte{}
	keys := p.mib("size", 80) / 4000
	start := time.Now()
	for i := 0; run(); i++ {
		for j := 0; j < 20; j++ {
			if key := rand.Intn(keys); keep[key] == nil {
				keep[key] = filled(3900)
			}
		}
		garbage(300 << 10)
		pace(start, float64(i), p.of("rate", 200))
	}
}

// batch works in phases, each with data of its own that is let go at its end, as compilers do.
func batch(p params, run func() bool) {
	for phase := 0; run(); phase++ {
		var keep []*node
		size := p.of("size", 60) * (0.5 + rand.Float64())
		start := time.Now()
		for held := 0.0; held < size && run(); held++ {
			keep = append(keep, nodes(1<<20))
			garbage(2 << 20)
			pace(start, held, p.of("rate", 30))
		}
		say("phase", fmt.Sprint(len(keep)))
	}
}
