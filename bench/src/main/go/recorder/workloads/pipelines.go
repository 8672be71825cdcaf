package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"math/rand"
	"strings"
	"time"
)

// dedupe remembers the hash of every message that it has seen, to pass each on once.
func dedupe(p params, run func() bool) {
	seen := map[[32]byte]struct{}{}
	start := time.Now()
	for i := 0; run(); i++ {
		message := filled(300 + rand.Intn(900))
		message[0], message[1], message[2], message[3] = byte(i), byte(i>>8), byte(i>>16), byte(i>>24)
		hash := sha256.Sum256(message)
		if _, again := seen[hash]; !again {
			seen[hash] = struct{}{}
		}
		if most := int(p.of("most", 0)); most > 0 && len(seen) > most {
			for old := range seen {
				delete(seen, old)
				break
			}
		}
		if i%100 == 0 {
			pace(start, float64(i), p.of("rate", 60000))
		}
	}
}

// substrings keeps a field of each document, and with it the document that it is a part of.
func substrings(p params, run func() bool) {
	var fields []string
	start := time.Now()
	for i := 0; run(); i++ {
		document := strings.Repeat(fmt.Sprintf("<row id=%d user=u%d/>", i, i%977), int(p.of("rows", 200)))
		field := document[8:16]
		if p.of("clone", 0) > 0 {
			field = strings.Clone(field)
		}
		fields = append(fields, field)
		garbage(int(p.of("garbage", 8192)))
		pace(start, float64(i), p.of("rate", 3000))
	}
	say("kept", fmt.Sprint(len(fields)))
}

// timers gives each request a timeout; with leak nobody stops those of requests that were answered.
func timers(p params, run func() bool) {
	start := time.Now()
	for i := 0; run(); i++ {
		body := filled(1000 + rand.Intn(3000))
		timeout := time.AfterFunc(time.Duration(p.of("timeout", 600)*float64(time.Second)), func() { sink = body })
		garbage(16 << 10)
		if p.of("leak", 0) == 0 {
			timeout.Stop()
		}
		pace(start, float64(i), p.of("rate", 2500))
	}
}

// snapshot writes its whole state away every few seconds: an encoder's buffer that doubles.
func snapshot(p params, run func() bool) {
	type account struct {
		ID      int
		Owner   string
		Balance float64
		Tags    []string
	}
	state := make([]account, int(p.of("accounts", 60000)))
	for i := range state {
		state[i] = account{ID: i, Owner: fmt.Sprintf("owner-%d", i), Tags: []string{fmt.Sprint("t", i%9), "x"}}
	}
	next := time.Now().Add(time.Second)
	for run() {
		for i := 0; i < 500; i++ {
			state[rand.Intn(len(state))].Balance += rand.Float64()
		}
		garbage(256 << 10)
		if time.Now().After(next) {
			var to bytes.Buffer
			gob.NewEncoder(&to).Encode(state)
			text, _ := json.Marshal(state)
			say("written", fmt.Sprint(to.Len()+len(text)))
			next = time.Now().Add(time.Duration(p.of("every", 3) * float64(time.Second)))
		}
		time.Sleep(4 * time.Millisecond)
	}
}

// expiring is a cache whose entries live for some seconds, under a load that comes and goes.
func expiring(p params, run func() bool) {
	type entry struct {
		value []byte
		until time.Time
	}
	cache := map[int]*entry{}
	var order []int
	start := time.Now()
	for i := 0; run(); i++ {
		cache[i] = &entry{filled(500 + rand.Intn(3500)), time.Now().Add(time.Duration(p.of("ttl", 4) * float64(time.Second)))}
		order = append(order, i)
		for len(order) > 0 && time.Now().After(cache[order[0]].until) {
			delete(cache, order[0])
			order = order[1:]
		}
		garbage(6000)
		if phase := int(time.Since(start).Seconds()) % 10; phase >= 6 {
			time.Sleep(time.Millisecond)
		} else if i%20 == 0 {
			time.Sleep(time.Duration(20/p.of("rate", 6000)*1e9) * time.Nanosecond)
		}
	}
}

// merging holds sorted segments; when there are many, some are merged into a new one.
func merging(p params, run func() bool) {
	var segments [][]byte
	start := time.Now()
	for i := 0; run(); i++ {
		segments = append(segments, filled(p.mib("segment", 2)))
		for len(segments) > 4 && len(segments[len(segments)-1])*int(p.of("factor", 4)) > len(segments[len(segments)-4]) {
			n := len(segments)
			total := 0
			for _, s := range segments[n-4:] {
				total += len(s)
			}
			if most := p.mib("most", 48); total > most {
				total = most
			}
			merged := filled(total)
			segments = append(segments[:n-4], merged)
		}
		if len(segments) > int(p.of("keep", 6)) {
			segments = segments[1:]
		}
		garbage(4 << 20)
		pace(start, float64(i), p.of("rate", 12))
	}
}

// windows adds events up for two seconds at a time, and then starts anew.
func windows(p params, run func() bool) {
	type sum struct {
		count int
		last  []float64
	}
	start := time.Now()
	for w := 0; run(); w++ {
		sums := map[string]*sum{}
		for end := time.Now().Add(time.Duration(p.of("length", 2) * float64(time.Second))); run() && time.Now().Before(end); {
			for i := 0; i < 200; i++ {
				key := fmt.Sprintf("user-%d/page-%d", rand.Intn(int(p.of("users", 40000))), rand.Intn(8))
				s := sums[key]
				if s == nil {
					s = &sum{}
					sums[key] = s
				}
				s.count++
				if s.last = append(s.last, time.Since(start).Seconds()); len(s.last) > 20 {
					s.last = s.last[10:]
				}
			}
			time.Sleep(2 * time.Millisecond)
		}
		say("window", fmt.Sprint(len(sums)))
	}
}

// ordered is a search tree in which as much is deleted as inserted, once it is full.
func ordered(p params, run func() bool) {
	type leaf struct {
		left, right *leaf
		key         int
		value       [64]byte
	}
	var root *leaf
	var insert func(at *leaf, key int) *leaf
	insert = func(at *leaf, key int) *leaf {
		if at == nil {
			return &leaf{key: key}
		}
		if key < at.key {
			at.left = insert(at.left, key)
		} else {
			at.right = insert(at.right, key)
		}
		return at
	}
	var removeLeast func(at *leaf) *leaf
	removeLeast = func(at *leaf) *leaf {
		if at.left == nil {
			return at.right
		}
		at.left = removeLeast(at.left)
		return at
	}
	size := 0
	start := time.Now()
	for i := 0; run(); i++ {
		root = insert(root, rand.Int())
		if size++; size > int(p.of("most", 400000)) {
			root = removeLeast(root)
			size--
		}
		garbage(300)
		if i%100 == 0 {
			pace(start, float64(i), p.of("rate", 120000))
		}
	}
}

// resolver answers nested questions: a goroutine each, with a stack as deep as the question.
func resolver(p params, run func() bool) {
	var resolve func(depth int) int
	resolve = func(depth int) int {
		var local [200]byte
		local[depth%200] = byte(depth)
		if depth == 0 {
			time.Sleep(time.Duration(p.of("wait", 0.5) * float64(time.Second)))
			return int(local[0])
		}
		return resolve(depth-1) + int(local[depth%200])
	}
	start := time.Now()
	for i := 0; run(); i++ {
		go resolve(20 + rand.Intn(int(p.of("depth", 120))))
		garbage(20000)
		rate := p.of("rate", 1500)
		if int(time.Since(start).Seconds())%6 < 2 {
			rate /= 3
		}
		time.Sleep(time.Duration(1e9 / rate))
	}
}

// sparse reserves tables by the largest that may be needed and writes a part of each.
func sparse(p params, run func() bool) {
	var tables [][]byte
	for run() {
		table := make([]byte, p.mib("table", 12))
		for i := 0; i < len(table)/int(p.of("part", 3)); i += 512 {
			table[i] = 1
		}
		if tables = append(tables, table); len(tables) > int(p.of("tables", 6)) {
			tables = tables[1:]
		}
		for i := 0; i < 12 && run(); i++ {
			garbage(1 << 20)
			time.Sleep(15 * time.Millisecond)
		}
	}
}
