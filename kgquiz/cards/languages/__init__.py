"""How answers in Russian, English and other languages are marked; Kyrgyz has rooms of its own."""
