package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math"
	"math/rand"
	"sort"
	"time"
)

// series is the head of a time-series database: samples go to a chunk of each series, full chunks
// are kept for a while. With leak, series come that nobody ends (a label with the user's number).
func series(p params, run func() bool) {
	type one struct {
		labels map[string]string
		open   []float64
		full   [][]float64
	}
	var all []*one
	begin := func() {
		n := len(all)
		all = append(all, &one{labels: map[string]string{"name": fmt.Sprintf("metric_%d", n), "pod": fmt.Sprintf("pod-%d", n*7919)}})
	}
	for i := 0; i < int(p.of("series", 8000)); i++ {
		begin()
	}
	start := time.Now()
	for scrape := 0; run(); scrape++ {
		for i := 0; i < int(p.of("leak", 0)); i++ {
			begin()
		}
		for _, s := range all {
			if s.open == nil {
				s.open = make([]float64, 0, 60)
			}
			if s.open = append(s.open, rand.Float64()); len(s.open) == cap(s.open) {
				if s.full = append(s.full, s.open); len(s.full) > int(p.of("chunks", 2)) {
					s.full = append(s.full[:0:0], s.full[1:]...)
				}
				s.open = nil
			}
		}
		garbage(int(p.of("garbage", 1) * (1 << 20)))
		pace(start, float64(scrape), p.of("rate", 15))
	}
}

// reload has a table that is built anew every few seconds while the old one is in use.
func reload(p params, run func() bool) {
	build := func() []*node {
		var table []*node
		for i := 0; i < int(p.of("size", 40)) && run(); i++ {
			table = append(table, nodes(1<<20))
			garbage(1 << 20)
			time.Sleep(10 * time.Millisecond)
		}
		return table
	}
	for run() {
		table := build()
		say("loaded", fmt.Sprint(len(table)))
		for next := time.Now().Add(time.Duration(p.of("every", 3) * float64(time.Second))); run() && time.Now().Before(next); {
			garbage(1 << 20)
			time.Sleep(20 * time.Millisecond)
		}
		fresh := build()
		sink = []byte{byte(len(table)), byte(len(fresh))}
	}
}

// outage gathers rows and sends them; while nobody takes them they wait.
func outage(p params, run func() bool) {
	var waiting [][]byte
	start := time.Now()
	for i := 0; run(); i++ {
		waiting = append(waiting, filled(200+rand.Intn(1500)))
		garbage(3000)
		since := time.Since(start).Seconds()
		if up := since < p.of("down", 6) || since > p.of("up", 12); up && len(waiting) >= 500 {
			waiting = append(waiting[:0:0], waiting[500:]...)
		}
		pace(start, float64(i), p.of("rate", 8000))
	}
}

// uploads reads bodies whole, several at a time; few are large.
func uploads(p params, run func() bool) {
	keep := nodes(p.mib("live", 10))
	free := make(chan bool, int(p.of("most", 6)))
	for n := 0; run(); n++ {
		free <- true
		size := int(p.of("body", 1) * (1 << 20) * math.Exp(p.of("spread", 0.8)*rand.NormFloat64()))
		go func() {
			var body bytes.Buffer
			part := filled(32 << 10)
			for body.Len() < size {
				body.Write(part)
				time.Sleep(time.Millisecond)
			}
			<-free
		}()
		time.Sleep(time.Duration(p.of("pause", 0.02) * float64(time.Second)))
	}
	keep.key++
}

// images turns pictures: the old and the new one are held, some four bytes a point.
func images(p params, run func() bool) {
	keep := nodes(p.mib("live", 5))
	for n := 0; run(); n++ {
		points := int(p.of("points", 1.5) * 1e6 * (0.3 + 1.4*rand.Float64()))
		from, to := make([]byte, 4*points), make([]byte, 4*points)
		for i := range from {
			from[i] = byte(i)
		}
		for i := range to {
			to[i] = from[len(from)-1-i]
		}
		garbage(200 << 10)
		wait(p)
	}
	keep.key++
}

// tides has more to do and less in turns, as day and night; with leak a little stays of each.
func tides(p params, run func() bool) {
	var open, left []*node
	start := time.Now()
	for i := 0; run(); i++ {
		phase := 2 * math.Pi * time.Since(start).Seconds() / p.of("period", 8)
		want := int(p.of("least", 20) + p.of("more", 20)*(1-math.Cos(phase))/2)
		for len(open) < want {
			open = append(open, nodes(1<<20))
		}
		for len(open) > want {
			open[0] = nil
			open = open[1:]
		}
		if leak := p.mib("leak", 0); leak > 0 {
			left = append(left, nodes(leak))
		}
		open[rand.Intn(len(open))] = nodes(1 << 20)
		garbage(1 << 20)
		pace(start, float64(i), p.of("rate", 40))
	}
	sink = []byte{byte(len(left))}
}

// registry is a map that entries come to and go from; with lost, some of them do not go.
func registry(p params, run func() bool) {
	entries := map[string]*[12]int64{}
	var names []string
	start := time.Now()
	for i := 0; run(); i++ {
		name := fmt.Sprintf("session-%d-%d", i, rand.Int63())
		entries[name] = &[12]int64{int64(i)}
		if names = append(names, name); len(names) > int(p.of("open", 60000)) {
			if rand.Float64() >= p.of("lost", 0) {
				delete(entries, names[0])
			}
			names = names[1:]
		}
		garbage(1500)
		pace(start, float64(i), p.of("rate", 30000))
	}
}

// frontier walks a graph: each level holds some times the one before, then it begins anew.
func frontier(p params, run func() bool) {
	for run() {
		level := []*node{nodes(1 << 20)}
		for float64(len(level)) < p.of("most", 30) && run() {
			var next []*node
			for range level {
				for i := 0.0; i < p.of("times", 1.5); i += 0.5 {
					next = append(next, nodes(1<<19))
				}
				garbage(500 << 10)
				time.Sleep(5 * time.Millisecond)
			}
			level = next
		}
		say("walked", fmt.Sprint(len(level)))
	}
}

// sorter gathers batches of lines, sorts each, and merges them when there are enough.
func sorter(p params, run func() bool) {
	for run() {
		var batches [][]string
		for b := 0; b < int(p.of("batches", 6)) && run(); b++ {
			var batch []string
			for i := 0; i < int(p.of("lines", 40000)); i++ {
				batch = append(batch, fmt.Sprintf("%016x line %d of the file", rand.Int63(), i))
			}
			sort.Strings(batch)
			batches = append(batches, batch)
			wait(p)
		}
		var merged []string
		for _, batch := range batches {
			merged = append(merged, batch...)
		}
		sort.Strings(merged)
		say("sorted", fmt.Sprint(len(merged)))
	}
}

// buffers keeps every message it was sent, and makes hardly any garbage.
func buffers(p params, run func() bool) {
	var kept [][]byte
	start := time.Now()
	for i := 0; run(); i++ {
		kept = append(kept, filled(8<<10))
		pace(start, float64(i)*8/1024, p.of("rate", 10))
	}
	sink = kept[0]
}

// table is an array that is made at its full size and written as entries come.
func table(p params, run func() bool) {
	slots := make([][64]byte, p.mib("size", 120)/64)
	start := time.Now()
	for i := 0; run(); i++ {
		for j := 0; j < 1000; j++ {
			slots[rand.Intn(len(slots))][0] = 1
		}
		garbage(1 << 20)
		pace(start, float64(i), p.of("rate", 40))
	}
	sink = slots[0][:]
}

// compress answers requests with gzip, each with a writer of its own.
func compress(p params, run func() bool) {
	keep := nodes(p.mib("live", 15))
	text := bytes.Repeat([]byte("some words that are said again, and some that are not "), 2000)
	free := make(chan bool, int(p.of("most", 8)))
	for n := 0; run(); n++ {
		free <- true
		go func() {
			var out bytes.Buffer
			w := gzip.NewWriter(&out)
			w.Write(text)
			w.Close()
			time.Sleep(time.Duration(rand.Intn(80)) * time.Millisecond)
			<-free
		}()
	}
	keep.key++
}
