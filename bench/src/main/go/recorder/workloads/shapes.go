package main

import (
	"container/list"
	"encoding/json"
	"fmt"
	"math/rand"
	"strings"
	"sync"
	"time"
)

// node is a small object with pointers, as most of a Go heap is.
type node struct {
	left, right *node
	key         int64
	pad         [3]int64
}

// nodes is a list of small objects of so many bytes together.
func nodes(bytes int) *node {
	var head *node
	for ; bytes > 0; bytes -= 48 {
		head = &node{left: head, key: int64(bytes)}
	}
	return head
}

// steady keeps live MiB, replaces parts of it and makes garbage at rate MiB/s.
func steady(p params, run func() bool) {
	const parts = 64
	keep := make([]*node, parts)
	for i := range keep {
		keep[i] = nodes(p.mib("live", 50) / parts)
	}
	start, made := time.Now(), 0.0
	for run() {
		keep[rand.Intn(parts)] = nodes(p.mib("live", 50) / parts)
		garbage(1 << 20)
		made += 1 + p.of("live", 50)/parts
		pace(start, made, p.of("rate", 60))
	}
	sink = []byte{byte(keep[0].key)}
}

// lru is a cache of at most size MiB: it fills at the rate of its misses, then stays.
func lru(p params, run func() bool) {
	type entry struct {
		key   int
		value []byte
	}
	index, order, held := map[int]*list.Element{}, list.New(), 0
	keys := int(p.of("keys", 200000))
	start, made := time.Now(), 0.0
	for run() {
		// Squared: few keys are asked for often, most seldom.
		u := rand.Float64()
		key := int(u * u * float64(keys))
		if e, ok := index[key]; ok {
			order.MoveToFront(e)
			garbage(2000)
			made += 2000
		} else {
			value := filled(512 + rand.Intn(int(p.of("object", 4000))))
			index[key] = order.PushFront(&entry{key, value})
			held += len(value)
			made += float64(len(value))
			for held > p.mib("size", 80) {
				last := order.Back()
				old := last.Value.(*entry)
				order.Remove(last)
				delete(index, old.key)
				held -= len(old.value)
			}
		}
		pace(start, made/(1<<20), p.of("rate", 40))
	}
}

// maps grows a map to most entries; Go doubles its buckets and moves the entries over.
func maps(p params, run func() bool) {
	m := map[int][6]int64{}
	most := int(p.of("most", 1e9))
	start := time.Now()
	for i := 0; run(); i++ {
		if i < most {
			m[i] = [6]int64{int64(i)}
		} else {
			delete(m, i-most)
			m[i] = [6]int64{int64(i)}
		}
		if i%100 == 0 {
			garbage(8000)
			pace(start, float64(i), p.of("rate", 150000))
		}
	}
}

// appends grows a slice by append, which copies it whole each time it is full.
func appends(p params, run func() bool) {
	var s []node
	start := time.Now()
	for i := 0; run(); i++ {
		s = append(s, node{key: int64(i)})
		if i%1000 == 0 {
			garbage(4000)
			pace(start, float64(i), p.of("rate", 400000))
		}
	}
	sink = []byte{byte(s[0].key)}
}

// burst serves requests, every few seconds many at once, each with memory of its own.
func burst(p params, run func() bool) {
	keep := nodes(p.mib("live", 30))
	wave := time.NewTicker(time.Duration(p.of("every", 3) * float64(time.Second)))
	for n := 0; run(); n++ {
		garbage(1 << 20)
		time.Sleep(20 * time.Millisecond)
		select {
		case <-wave.C:
			var all sync.WaitGroup
			for i := 0; i < int(p.of("requests", 200)); i++ {
				all.Add(1)
				go func() {
					defer all.Done()
					held := nodes(int(p.of("each", 0.3) * (1 << 20)))
					time.Sleep(time.Duration(100+rand.Intn(300)) * time.Millisecond)
					garbage(200 << 10)
					held.key++
				}()
			}
			all.Wait()
			say("burst", fmt.Sprint(n))
		default:
		}
	}
	sink = []byte{byte(keep.key)}
}

// decode reads JSON documents of size MiB and keeps a few of what they become.
func decode(p params, run func() bool) {
	var text strings.Builder
	text.WriteString(`{"rows":[`)
	for i := 0; text.Len() < p.mib("size", 4); i++ {
		if i > 0 {
			text.WriteByte(',')
		}
		fmt.Fprintf(&text, `{"id":%d,"name":"customer %d","tags":["a%d","b%d"],"amount":%d.25}`, i, i, i, i, i)
	}
	text.WriteString("]}")
	document := []byte(text.String())
	kept := make([]any, 0, 8)
	for run() {
		var v any
		if json.Unmarshal(document, &v) != nil {
			panic("the document is sound")
		}
		kept = append(kept, v)
		if len(kept) > int(p.of("keep", 3)) && p.of("leak", 0) == 0 {
			kept = append(kept[:0], kept[1:]...)
		}
		time.Sleep(time.Duration(p.of("pause", 0.3) * float64(time.Second)))
	}
}

// pool works with big buffers, some of them kept for the next.
func pool(p params, run func() bool) {
	var idle [][]byte
	for run() {
		var used [][]byte
		for i := 0; i < 1+rand.Intn(int(p.of("most", 12))); i++ {
			size := 1<<20 + rand.Intn(p.mib("buffer", 6))
			if len(idle) > 0 && cap(idle[len(idle)-1]) >= size {
				used = append(used, idle[len(idle)-1][:size])
				idle = idle[:len(idle)-1]
			} else {
				used = append(used, filled(size))
			}
		}
		time.Sleep(50 * time.Millisecond)
		for _, b := range used {
			if len(idle) < int(p.of("idle", 6)) {
				idle = append(idle, b)
			}
		}
	}
}

// stacks has goroutines with deep stacks, more every second.
func stacks(p params, run func() bool) {
	stop := make(chan struct{})
	var deep func(n int) int
	deep = func(n int) int {
		var frame [64]byte
		frame[n%64] = byte(n)
		if n == 0 {
			<-stop
			return int(frame[0])
		}
		return deep(n-1) + int(frame[n%64])
	}
	start := time.Now()
	for i := 0; run(); i++ {
		if i < int(p.of("most", 1e9)) {
			go deep(int(p.of("depth", 150)))
		}
		garbage(32 << 10)
		pace(start, float64(i), p.of("rate", 600))
	}
	close(stop)
}

// queue is fed faster than it is worked off, for a while, and then the other way round.
func queue(p params, run func() bool) {
	var waiting []*node
	start := time.Now()
	for i := 0; run(); i++ {
		phase := time.Since(start).Seconds() / p.of("period", 8)
		feeding := int(phase)%2 == 0
		if feeding {
			waiting = append(waiting, nodes(p.mib("piece", 0.5)))
		} else if len(waiting) > 0 {
			waiting = waiting[1:]
		}
		garbage(1 << 20)
		pace(start, float64(i), p.of("rate", 40))
	}
}

// sessions come at a rate and live for a time: live memory approaches rate × time.
func sessions(p params, run func() bool) {
	type session struct {
		until time.Time
		data  *node
	}
	var open []session
	start := time.Now()
	for i := 0; run(); i++ {
		life := time.Duration(rand.ExpFloat64() * p.of("life", 4) * float64(time.Second))
		open = append(open, session{time.Now().Add(life), nodes(p.mib("each", 0.25))})
		garbage(300 << 10)
		if i%50 == 0 {
			kept := open[:0]
			for _, s := range open {
				if time.Now().Before(s.until) {
					kept = append(kept, s)
				}
			}
			for j := len(kept); j < len(open); j++ {
				open[j] = session{}
			}
			open = kept
		}
		pace(start, float64(i), p.of("rate", 100))
	}
}

// stepLeak loads step MiB more every few seconds and never lets go.
func stepLeak(p params, run func() bool) {
	keep := []*node{nodes(p.mib("live", 20))}
	next := time.Now().Add(time.Duration(p.of("every", 3) * float64(time.Second)))
	start := time.Now()
	for i := 0; run(); i++ {
		if time.Now().After(next) {
			keep = append(keep, nodes(p.mib("step", 20)))
			next = time.Now().Add(time.Duration(p.of("every", 3) * float64(time.Second)))
			say("loaded", fmt.Sprint(len(keep)))
		}
		garbage(1 << 20)
		pace(start, float64(i), p.of("rate", 60))
	}
	sink = []byte{byte(keep[0].key)}
}

// ballast holds memory that it never writes, a trick from before GOMEMLIMIT.
func ballast(p params, run func() bool) {
	dead := make([]byte, p.mib("size", 150))
	steady(p, run)
	sink = dead[:1]
}
