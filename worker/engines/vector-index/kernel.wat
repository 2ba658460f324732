;; The inner loops of the vector index, in WebAssembly with 128-bit SIMD. `npm run kernel` assembles kernel.wasm from
;; this file; kernel.ts documents both functions and is their twin in TypeScript, to the last bit.
;;
;; All numbers are integers and no sum can overflow, so that neither order nor machine changes a result.
(module
  (import "index" "memory" (memory 0))

  ;; out[r] = sum over d of rows[r * stride + d] * query[d], four rows at a time, which share each load of the query.
  ;; rows int8, query int16, out int32; stride a multiple of 16, count a multiple of 4.
  (func (export "dots")
    (param $rows i32) (param $count i32) (param $stride i32) (param $query i32) (param $out i32)
    (local $end i32) (local $q i32) (local $qEnd i32)
    (local $r0 i32) (local $r1 i32) (local $r2 i32) (local $r3 i32)
    (local $low v128) (local $high v128)
    (local $s0 v128) (local $s1 v128) (local $s2 v128) (local $s3 v128)
    (local.set $end (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2))))
    (local.set $qEnd (i32.add (local.get $query) (i32.shl (local.get $stride) (i32.const 1))))
    (local.set $r0 (local.get $rows))
    (block $done
      (loop $fourRows
        (br_if $done (i32.ge_u (local.get $out) (local.get $end)))
        (local.set $r1 (i32.add (local.get $r0) (local.get $stride)))
        (local.set $r2 (i32.add (local.get $r1) (local.get $stride)))
        (local.set $r3 (i32.add (local.get $r2) (local.get $stride)))
        (local.set $s0 (v128.const i32x4 0 0 0 0))
        (local.set $s1 (v128.const i32x4 0 0 0 0))
        (local.set $s2 (v128.const i32x4 0 0 0 0))
        (local.set $s3 (v128.const i32x4 0 0 0 0))
        (local.set $q (local.get $query))
        (loop $sixteenDimensions
          (local.set $low (v128.load (local.get $q)))
          (local.set $high (v128.load offset=16 (local.get $q)))
          (local.set $s0 (i32x4.add (local.get $s0) (i32x4.add
            (i32x4.dot_i16x8_s (v128.load8x8_s (local.get $r0)) (local.get $low))
            (i32x4.dot_i16x8_s (v128.load8x8_s offset=8 (local.get $r0)) (local.get $high)))))
          (local.set $s1 (i32x4.add (local.get $s1) (i32x4.add
            (i32x4.dot_i16x8_s (v128.load8x8_s (local.get $r1)) (local.get $low))
            (i32x4.dot_i16x8_s (v128.load8x8_s offset=8 (local.get $r1)) (local.get $high)))))
          (local.set $s2 (i32x4.add (local.get $s2) (i32x4.add
            (i32x4.dot_i16x8_s (v128.load8x8_s (local.get $r2)) (local.get $low))
            (i32x4.dot_i16x8_s (v128.load8x8_s offset=8 (local.get $r2)) (local.get $high)))))
          (local.set $s3 (i32x4.add (local.get $s3) (i32x4.add
            (i32x4.dot_i16x8_s (v128.load8x8_s (local.get $r3)) (local.get $low))
            (i32x4.dot_i16x8_s (v128.load8x8_s offset=8 (local.get $r3)) (local.get $high)))))
          (local.set $r0 (i32.add (local.get $r0) (i32.const 16)))
          (local.set $r1 (i32.add (local.get $r1) (i32.const 16)))
          (local.set $r2 (i32.add (local.get $r2) (i32.const 16)))
          (local.set $r3 (i32.add (local.get $r3) (i32.const 16)))
          (local.set $q (i32.add (local.get $q) (i32.const 32)))
          (br_if $sixteenDimensions (i32.lt_u (local.get $q) (local.get $qEnd))))
        ;; Four partial sums a row. Two rows interleave and fold to (row 0, row 1, row 0, row 1); then the pairs join.
        (local.set $s0 (i32x4.add
          (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $s0) (local.get $s1))
          (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $s0) (local.get $s1))))
        (local.set $s2 (i32x4.add
          (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $s2) (local.get $s3))
          (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $s2) (local.get $s3))))
        (v128.store (local.get $out) (i32x4.add
          (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $s0) (local.get $s2))
          (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $s0) (local.get $s2))))
        (local.set $out (i32.add (local.get $out) (i32.const 16)))
        (local.set $r0 (local.get $r3))
        (br $fourRows))))

  ;; out[r] = sum over the 4-bit groups g of a row's code of tables[g][group], sixteen rows at a time.
  ;; Codes stand in blocks of 16 rows: byte 0 of each row, then byte 1 of each row, ... A byte's low bits are group
  ;; 2 * byte, its high bits the next. tables: 16 bytes a group, each at most 127; out uint16; at most 258 bytes a row.
  (func (export "codes")
    (param $codes i32) (param $blocks i32) (param $bytes i32) (param $tables i32) (param $out i32)
    (local $end i32) (local $codesEnd i32) (local $table i32)
    (local $sixteen v128) (local $all v128) (local $odd v128)
    (local.set $end (i32.add (local.get $out) (i32.shl (local.get $blocks) (i32.const 5))))
    (block $done
      (loop $sixteenRows
        (br_if $done (i32.ge_u (local.get $out) (local.get $end)))
        (local.set $codesEnd (i32.add (local.get $codes) (i32.shl (local.get $bytes) (i32.const 4))))
        (local.set $table (local.get $tables))
        (local.set $all (v128.const i32x4 0 0 0 0))
        (local.set $odd (v128.const i32x4 0 0 0 0))
        (loop $twoGroups
          (local.set $sixteen (v128.load (local.get $codes)))
          ;; Sixteen look-ups in 16 bytes are one instruction, and two results below 128 add up within a byte.
          (local.set $sixteen (i8x16.add
            (i8x16.swizzle (v128.load (local.get $table))
              (v128.and (local.get $sixteen) (v128.const i32x4 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f)))
            (i8x16.swizzle (v128.load offset=16 (local.get $table))
              (i8x16.shr_u (local.get $sixteen) (i32.const 4)))))
          ;; The sums of even rows gather in the low bytes of $all, where those of odd ones (times 256) lie upon them.
          (local.set $all (i16x8.add (local.get $all) (local.get $sixteen)))
          (local.set $odd (i16x8.add (local.get $odd) (i16x8.shr_u (local.get $sixteen) (i32.const 8))))
          (local.set $table (i32.add (local.get $table) (i32.const 32)))
          (local.set $codes (i32.add (local.get $codes) (i32.const 16)))
          (br_if $twoGroups (i32.lt_u (local.get $codes) (local.get $codesEnd))))
        (local.set $all (i16x8.sub (local.get $all) (i16x8.shl (local.get $odd) (i32.const 8))))
        (v128.store (local.get $out)
          (i8x16.shuffle 0 1 16 17 2 3 18 19 4 5 20 21 6 7 22 23 (local.get $all) (local.get $odd)))
        (v128.store offset=16 (local.get $out)
          (i8x16.shuffle 8 9 24 25 10 11 26 27 12 13 28 29 14 15 30 31 (local.get $all) (local.get $odd)))
        (local.set $out (i32.add (local.get $out) (i32.const 32)))
        (br $sixteenRows)))))
